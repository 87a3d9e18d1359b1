"""Taking documents in: files → what was recognised → the collection, without losing or overwriting anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from archive.document_ids import new_id
from archive.errors import ArchiveError, BadDocument, Conflict, Problem, UnreadableFile
from archive.model import Bilingual, Document, Edition, Note, Provenance, edition_order
from archive.parsing import Recognised, parse
from archive.reading import read
from archive.reading.decoding import MAX_BYTES
from archive.store import Collection

Action = Literal["added", "attached", "replaced", "unchanged", "refused"]
_PAIRED = re.compile(r"(?P<stem>.+)\.(?P<language>zh|en)\.(?:md|markdown|txt)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What one file (or a pair NAME.zh.*, NAME.en.*) would bring: documents, and problems of the file as a whole."""

    paths: tuple[Path, ...]
    documents: tuple[Recognised, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: its id (empty if refused), what was done, and what to look at."""

    path: Path
    id: str
    title: str
    action: Action
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


def inspect(paths: Sequence[Path], max_bytes: int = MAX_BYTES) -> Inspection:
    """What a file or pair holds; nothing is written. Raises UnreadableFile."""
    found: list[list[Recognised]] = []
    problems: list[Problem] = []
    for path in paths:
        documents, of_file = parse(read(path, max_bytes))
        problems += [replace(problem, path=path) for problem in of_file]
        found.append([_placed(document, path) for document in documents])
    if len(paths) == 1:
        return Inspection(tuple(paths), tuple(found[0]), tuple(problems))
    return Inspection(tuple(paths), (_pair(found, paths),), tuple(problems))


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
    title = Bilingual(
        original.document.title.zh or translation.document.title.zh, original.document.title.en or translation.document.title.en
    )
    problems = [*original.problems, *(p for p in translation.problems if not p.message.startswith(("no ", "the kind")))]
    return Recognised(
        replace(original.document, title=title).with_edition(rendering),
        (*original.citations, *translation.citations),
        tuple(problems),
    )


class Intake:
    """Puts what was recognised into a collection; knows what is there already."""

    def __init__(self, collection: Collection, *, replace_texts: bool = False) -> None:
        self._collection = collection
        self._replace = replace_texts
        self._by_number: dict[str, str] = {}
        self._by_text: dict[str, str] = {}
        self._mistakes: dict[str, Problem] = {}
        for document_id in collection.ids():
            problems: list[Problem] = []
            self._remember(collection.read(document_id, problems), document_id)
            if mistakes := [problem for problem in problems if problem.severity == "error"]:
                self._mistakes[document_id] = mistakes[0]

    def add(self, inspection: Inspection) -> Iterator[Outcome]:
        """Take in every document of a file; one that cannot be taken in does not stop the others."""
        notes = inspection.problems
        for recognised in inspection.documents:
            try:
                outcome = self._add(recognised, inspection.paths[0], notes)
            except (ArchiveError, OSError) as error:
                outcome = _refused(recognised, inspection.paths[0], error)
            notes = ()
            yield outcome

    def _add(self, recognised: Recognised, path: Path, file_problems: Sequence[Problem]) -> Outcome:
        document, problems = recognised.document, (*file_problems, *recognised.problems)
        known = self._by_number.get(document.number or "") or next(filter(None, map(self._known_text, document.editions)), None)
        if known:
            merged, action = self._attached(self._collection.load(known), document, problems)
        else:
            merged, action = self._new(document, problems), "added"
        if action != "unchanged":
            self._collection.write(merged)
            self._remember(merged, merged.id)
        return Outcome(path, merged.id, merged.title.best(), action, problems)

    def _new(self, document: Document, problems: Sequence[Problem]) -> Document:
        """The document under an id of its own. Raises BadDocument where the id it would have is that of one with a mistake."""
        if mistake := self._mistakes.get(new_id(document, taken=set())):
            raise BadDocument(f"{mistake.message}; mend it first: it may be this document", mistake.path, mistake.line)
        document_id = new_id(document, taken=self._collection.taken())
        return replace(document, id=document_id, added=_today(), notes=_notes(problems))

    def _attached(self, there: Document, document: Document, problems: Sequence[Problem]) -> tuple[Document, Action]:
        """The document that is there with the new texts. Raises Conflict where another text stands in the place."""
        action: Action = "unchanged"
        merged = there
        for edition in sorted(document.editions, key=edition_order):
            old = there.edition(edition.name)
            if old and (old.sha256 == edition.sha256 or (edition.provenance and old.provenance == edition.provenance)):
                continue  # the same text, or taken from the same lines of the same file and corrected since
            if old and not self._replace:
                message = (
                    f"{there.id} already has another {edition.name} text; compare them, "
                    "and use --replace to put this one in its place (the old one is kept in .removed)"
                )
                raise Conflict(message)
            action = "replaced" if old else "attached" if action == "unchanged" else action
            merged = merged.with_edition(edition)
        if action == "replaced":
            self._collection.keep_copy(there.id)
        return (_with_missing_facts(merged, document, problems), action) if action != "unchanged" else (there, action)

    def _known_text(self, edition: Edition) -> str | None:
        origin = _origin(edition.provenance) if edition.provenance else ""
        return self._by_text.get(edition.sha256) or self._by_text.get(origin)

    def _remember(self, document: Document, document_id: str) -> None:
        if document.number:
            self._by_number.setdefault(document.number, document_id)
        for edition in document.editions:
            self._by_text.setdefault(edition.sha256, document_id)
            if edition.provenance:
                self._by_text.setdefault(_origin(edition.provenance), document_id)


def _refused(recognised: Recognised, path: Path, error: ArchiveError | OSError) -> Outcome:
    problem = error.problem if isinstance(error, ArchiveError) else Problem("error", f"cannot be stored: {error.strerror}")
    return Outcome(path, "", recognised.document.title.best(), "refused", (replace(problem, path=problem.path or path),))


def _with_missing_facts(document: Document, newer: Document, problems: Sequence[Problem]) -> Document:
    """Facts that were not known are filled in; none that is there is changed. Notes are added once."""
    return replace(
        document,
        title=Bilingual(document.title.zh or newer.title.zh, document.title.en or newer.title.en),
        issuers=document.issuers or newer.issuers,
        type=document.type or newer.type,
        level=document.level or newer.level,
        region=document.region or newer.region,
        issued=document.issued or newer.issued,
        effective=document.effective or newer.effective,
        relations=document.relations or newer.relations,
        notes=tuple(dict.fromkeys([*document.notes, *(note for note in _notes(problems) if not _is_known(note, document))])),
    )


def _is_known(note: Note, document: Document) -> bool:
    """Whether a note says that a fact is missing which the document has."""
    facts = {"no document number": document.number, "no date of issue": document.issued, "no signature": document.issuers}
    return any(note.message.startswith(missing) and fact for missing, fact in facts.items())


def _origin(provenance: Provenance) -> str:
    return f"{provenance.sha256} {provenance.lines}"


def _notes(problems: Sequence[Problem]) -> tuple[Note, ...]:
    return tuple(Note(problem.severity, problem.message, problem.line) for problem in problems)


def _today() -> date:
    return datetime.now(UTC).date()
