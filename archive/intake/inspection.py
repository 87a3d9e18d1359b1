"""Inspecting: a file, or a pair of files in two languages → the documents in it. Nothing is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archive.errors import Problem, UnreadableFile
from archive.parsing import Recognised, parse
from archive.reading import Limits, read

_PAIRED = re.compile(r"(?P<stem>.+)\.(?P<language>zh|en)\.(?:md|markdown|txt)", re.IGNORECASE)
_ANY_SIZE = Limits()


@dataclass(frozen=True, slots=True)
class Inspection:
    """What one file (or a pair NAME.zh.*, NAME.en.*) would bring: documents, and problems of the file as a whole."""

    paths: tuple[Path, ...]
    documents: tuple[Recognised, ...]
    problems: tuple[Problem, ...]


def group(paths: Iterable[Path]) -> list[tuple[Path, ...]]:
    """Files in the order given; NAME.zh.* and NAME.en.* handed in together become one pair, Chinese first."""
    named = {path: _PAIRED.fullmatch(path.name) for path in paths}
    groups: dict[tuple[Path, str], list[Path]] = {}
    for path, match in named.items():
        groups.setdefault((path.parent, match["stem"]) if match else (path, ""), []).append(path)
    pairs: list[tuple[Path, ...]] = []
    for files in groups.values():
        languages = [match["language"].lower() for path in files if (match := named[path])]
        if {"en", "zh"} <= set(languages):
            pairs.append(tuple(sorted(files, key=lambda path: ".en." in path.name.lower())))
        else:
            pairs += [(path,) for path in files]
    return pairs


def inspect(paths: Sequence[Path], limits: Limits = _ANY_SIZE) -> Inspection:
    """What a file or pair holds; nothing is written. Raises UnreadableFile."""
    found: list[list[Recognised]] = []
    problems: list[Problem] = []
    for path in paths:
        documents, of_file = parse(read(path, limits))
        problems += [replace(problem, path=path) for problem in of_file]
        found.append([_placed(document, path) for document in documents])
    if len(paths) == 1:
        return Inspection(tuple(paths), tuple(found[0]), tuple(problems))
    return Inspection(tuple(paths), (_pair(found, paths),), tuple(problems))


def inspect_safely(paths: Sequence[Path], limits: Limits = _ANY_SIZE) -> Inspection:
    """As ``inspect``, but whatever goes wrong with a file is an UnreadableFile, so that the others can go on."""
    try:
        return inspect(paths, limits)
    except UnreadableFile:
        raise
    except OSError as error:
        raise UnreadableFile(f"cannot be read: {error.strerror or error}; hand it in again", paths[0]) from error
    except RecursionError as error:
        raise UnreadableFile("nested too deeply to be read; hand in the text itself", paths[0]) from error
    except MemoryError as error:
        raise UnreadableFile("there is not enough memory to read it; hand it in in parts", paths[0]) from error
    except Exception as error:  # one file must not end a run of thousands, nor a watcher
        fault = f"a fault of this program ({type(error).__name__}: {str(error)[:200]})"
        raise UnreadableFile(f"not read because of {fault}; report it with the file", paths[0]) from error


def remarks_of_translation(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """What is to be said of a translation: not the facts that it need not state, because its original does."""
    return tuple(problem for problem in problems if not problem.message.startswith(("no ", "the kind")))


def _placed(document: Recognised, path: Path) -> Recognised:
    return replace(document, problems=tuple(replace(problem, path=path) for problem in document.problems))


def _pair(found: list[list[Recognised]], paths: Sequence[Path]) -> Recognised:
    """Two readings of one document: the first one's facts, the second one's text as its translation."""
    if len(paths) != 2:
        names = ", ".join(path.name for path in paths)
        raise UnreadableFile(f"{names} are more than two files of one name; hand in one for each language", paths[0])
    counts = {path.name: len(documents) for path, documents in zip(paths, found, strict=True)}
    if set(counts.values()) != {1}:
        held = ", ".join(f"{name} holds {count}" for name, count in counts.items())
        raise UnreadableFile(
            f"a pair must hold one document in each language, but {held}; hand the files in one by one", paths[0]
        )
    original, translation = (documents[0] for documents in found)
    if original.edition.language == translation.edition.language:
        raise UnreadableFile("both files of the pair are in the same language; rename the one that is not", paths[1])
    rendering = replace(translation.edition, kind="translation", renders=original.edition.sha256)
    title = original.document.title.filled_from(translation.document.title)
    problems = (*original.problems, *remarks_of_translation(translation.problems))
    return Recognised(
        replace(original.document, title=title).with_edition(rendering),
        (*original.citations, *translation.citations),
        problems,
    )
