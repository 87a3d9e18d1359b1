"""Taking documents in: files → what was recognised → the collection, without losing or overwriting anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from archive.document_ids import new_id
from archive.errors import ArchiveError, BadDocument, Conflict, Problem
from archive.inspection import Inspection
from archive.known_documents import KnownDocuments
from archive.model import Document, Note, PartialDate, edition_order
from archive.parsing import Recognised
from archive.store import Collection

Action = Literal["added", "attached", "replaced", "unchanged", "refused"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: its id (empty if refused), what was done, and what to look at."""

    path: Path
    id: str
    title: str
    action: Action
    problems: tuple[Problem, ...]


class Intake:
    """Puts what was recognised into a collection; knows what is there already."""

    def __init__(self, collection: Collection, *, replace_texts: bool = False) -> None:
        self._collection = collection
        self._replace = replace_texts
        self._known = KnownDocuments(collection)

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
        known = self._known.find(document)
        if known:
            there = self._collection.load(known)
            problems = tuple(problem for problem in problems if not _is_settled(problem, there))
            merged, action = self._attached(there, document, problems)
        else:
            merged, action = self._new(document, problems), "added"
        if action != "unchanged":
            self._collection.write(merged)
            self._known.remember(merged, merged.id)
        return Outcome(path, merged.id, merged.title.best(), action, problems)

    def _new(self, document: Document, problems: Sequence[Problem]) -> Document:
        """The document under an id of its own. Raises BadDocument where the id it would have is that of one with a mistake."""
        if mistake := self._known.mistakes.get(new_id(document, taken=set())):
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


def _refused(recognised: Recognised, path: Path, error: ArchiveError | OSError) -> Outcome:
    problem = error.problem if isinstance(error, ArchiveError) else Problem("error", f"cannot be stored: {error.strerror}")
    return Outcome(path, "", recognised.document.title.best(), "refused", (replace(problem, path=problem.path or path),))


def _with_missing_facts(document: Document, newer: Document, problems: Sequence[Problem]) -> Document:
    """Facts that were not known are filled in; none that is there is changed. Notes are added once."""
    now_stated = {key for key, value in (("issued", newer.issued), ("issuers", newer.issuers)) if value}
    return replace(
        document,
        unstated=tuple(key for key in document.unstated if key not in now_stated),
        title=document.title.filled_from(newer.title),
        issuers=document.issuers or newer.issuers,
        type=document.type or newer.type,
        level=document.level or newer.level,
        region=document.region or newer.region,
        issued=_more_precise(document.issued, newer.issued),
        effective=document.effective or newer.effective,
        relations=document.relations or newer.relations,
        notes=tuple(dict.fromkeys([*document.notes, *_notes(problems)])),
    )


def _more_precise(known: date | PartialDate | None, newer: date | PartialDate | None) -> date | PartialDate | None:
    """The date that is there, unless the newer one says the day of the same month or year."""
    within = known and newer and str(newer).startswith(f"{known}-")
    return newer if within or not known else known


def _is_settled(remark: Problem, document: Document) -> bool:
    """Whether a remark says that a fact is missing which the document has, or which is known not to be stated."""
    facts = {
        "no document number": document.number or "number" in document.unstated,
        "no date of issue": document.issued or "issued" in document.unstated,
        "no signature": document.issuers or "issuers" in document.unstated,
    }
    return any(remark.message.startswith(missing) and fact for missing, fact in facts.items())


def _notes(problems: Sequence[Problem]) -> tuple[Note, ...]:
    return tuple(Note(problem.severity, problem.message, problem.line) for problem in problems)


def _today() -> date:
    return datetime.now(UTC).date()
