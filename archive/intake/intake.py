"""Taking documents in: files → what was recognised → the collection, without losing or overwriting anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from archive.comparing.likeness import are_dated_apart, date_words, is_consolidated
from archive.errors import ArchiveError, BadDocument, Conflict, Problem
from archive.history.recording import Origin, Recorder
from archive.intake.corrections import is_settled
from archive.intake.document_ids import new_id
from archive.intake.inspection import Inspection
from archive.intake.kin import kin
from archive.intake.known_documents import KnownDocuments
from archive.intake.merging import attached, copies, is_another_text, notes_of
from archive.intake.remembering import remembered
from archive.intake.writing import DryRun, Writer
from archive.model import Document
from archive.parsing import Recognised
from archive.store import Collection

Action = Literal["added", "attached", "replaced", "unchanged", "refused"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: its id (empty if refused), what was done, and what to look at.

    ``path``: the file that it was in; ``number``: its document number.
    """

    path: Path
    id: str
    title: str
    action: Action
    problems: tuple[Problem, ...]
    number: str | None = None


class Intake:
    """Puts what was recognised into a collection; knows what is there already. Nothing is written where ``dry_run`` is set."""

    def __init__(
        self,
        collection: Collection,
        *,
        replace_texts: bool = False,
        as_version: bool = False,
        dry_run: bool = False,
        run: str | None = None,
    ) -> None:
        self._collection = collection
        self._replace = replace_texts
        self._as_version = as_version
        self._writer: Writer = DryRun(collection) if dry_run else Recorder(collection, run)  # mends before anything is read
        self._known = KnownDocuments(collection)
        self._taken = collection.taken()
        self._dry_run = dry_run
        self.problems: list[Problem] = self._writer.mended

    def add(self, inspection: Inspection, translation_of: str | None = None) -> Iterator[Outcome]:
        """Take in every document of a file; one that cannot be taken in does not stop the others.

        ``translation_of``: the id of the document of which the file is the translation.
        """
        notes = inspection.problems
        for recognised in inspection.documents:
            try:
                outcome = self._add(recognised, inspection.paths[0], notes, translation_of)
            except (ArchiveError, OSError) as error:
                outcome = _refused(recognised, inspection.paths[0], error)
            notes = ()
            yield outcome

    def close(self) -> None:
        """Keep what was worked out about the collection; forget what a dry run wrote."""
        if not self._dry_run:
            self._known.save()
        self._writer.close()

    def _add(self, recognised: Recognised, path: Path, of_file: Sequence[Problem], translation_of: str | None) -> Outcome:
        document, problems = recognised.document, (*of_file, *recognised.problems)
        action: Literal["added", "attached", "replaced", "unchanged"] = "added"
        known = translation_of or self._known.find(document)
        there = self._writer.load(known) if known else None
        if there and (translation_of or not self._is_version(document, there)):
            problems = tuple(problem for problem in problems if not is_settled(problem, there))
            merged, action = attached(there, document, problems, replace_texts=self._replace)
        else:
            merged = self._new(document, problems)
        if action != "unchanged":
            told = self._write(merged, action, recognised, path)
            problems = (*problems, *(() if translation_of else told))  # else they were told before it was taken in
        else:
            problems = copies(document, merged)
        related = kin(merged, self._known, self._writer.load) if action in ("added", "replaced") else ()
        return Outcome(path, merged.id, merged.title.best(), action, (*problems, *related), merged.number)

    def _is_version(self, document: Document, there: Document) -> bool:
        """Whether a document of a number that is there is another version of it: a consolidated text bears the first number.

        Raises Conflict where the person says so and no date tells the two apart.
        """
        if self._replace:
            return False
        apart = are_dated_apart(document, there)
        if self._as_version and not apart and is_another_text(document, there):
            days = f"{there.id} is of {date_words(there.issued)}, this one of {date_words(document.issued)}"
            raise Conflict(f"versions have one title and each a date of its own, but {days}; give it with --set issued=…")
        return apart and (self._as_version or is_consolidated(document) or is_consolidated(there))

    def _write(
        self, merged: Document, action: Literal["added", "attached", "replaced"], new: Recognised, path: Path
    ) -> Iterable[Problem]:
        """Store it; what does not fit between its two texts."""
        texts = new.document.editions
        source = next((e.provenance for e in texts if e.provenance), None)
        changed = tuple(edition.name for edition in texts)
        origin = Origin(source.file if source else path.name, source.sha256 if source else None, changed)
        both = remembered(merged, self._collection, changed, _today())
        self._writer.write(merged, action, origin, both.rows)
        self._taken.add(merged.id)
        self._known.remember(merged, merged.id)
        return [replace(problem, path=path) for problem in both.problems]

    def _new(self, document: Document, problems: Sequence[Problem]) -> Document:
        """The document under an id of its own. Raises BadDocument where the id it would have is that of one with a mistake."""
        if mistake := self._known.mistakes.get(new_id(document, taken=set())):
            raise BadDocument(f"{mistake.message}; mend it first: it may be this document", mistake.path, mistake.line)
        document_id = new_id(document, taken=self._taken)
        return replace(document, id=document_id, added=_today(), notes=notes_of(problems))


def _refused(recognised: Recognised, path: Path, error: ArchiveError | OSError) -> Outcome:
    problem = error.problem if isinstance(error, ArchiveError) else Problem("error", f"cannot be stored: {error.strerror}")
    title, number = recognised.document.title.best(), recognised.document.number
    return Outcome(path, "", title, "refused", (replace(problem, path=problem.path or path),), number)


def _today() -> date:
    return datetime.now(UTC).date()
