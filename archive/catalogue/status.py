"""The collection as it stands on a day: documents with the status that the catalogue says they have now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from archive.catalogue import Catalogue, catalogue_path
from archive.catalogue import writing as catalogue_writing
from archive.errors import Problem
from archive.model import Document, Term, TranslationUnit
from archive.storage import alignment_file
from archive.store import Collection
from archive.validity import Validity, validity


def validity_of(catalogue: Catalogue, document: Document, day: date) -> Validity:
    """The validity of a document on a day, by its own dates and by what the archive holds."""
    return validity(document, day, catalogue.pointing_to(document), catalogue.versions_of(document))


@dataclass(frozen=True)
class CurrentDocuments:
    """A collection whose documents have the status of a day, and whose fingerprints change with it.

    So an index is brought up to date where A comes in and repeals B, and where a day of effect or of expiry has passed: B's own
    files have not changed. A passed day shows in the index from the next ``archive index``, ``add`` or ``serve`` on.
    """

    collection: Collection
    catalogue: Catalogue
    day: date

    def ids(self) -> Sequence[str]:
        """The ids of all documents."""
        return self.collection.ids()

    def load(self, document_id: str, /) -> Document:
        """A document with its status of the day. Raises BadDocument, NotFound."""
        document = self.collection.load(document_id)
        return replace(document, status=validity_of(self.catalogue, document, self.day).status)

    def fingerprint(self, document_id: str, /) -> str:
        """Changes when the document's files, its status or the translations of its passages do. Raises NotFound."""
        known = self.catalogue.document(document_id)
        status = validity_of(self.catalogue, known, self.day).status if known else "unknown"
        return f"{self.collection.fingerprint(document_id)} {status} {self.catalogue.joins(document_id)}".rstrip()

    def units(self, document_id: str, /) -> Sequence[TranslationUnit]:
        """Which of its passages translate each other; none where it has a text in one language only."""
        return self.catalogue.units(document_id) if self.catalogue.joins(document_id) else ()

    def titles(self) -> Iterator[str]:
        """The Chinese titles of all documents that are catalogued."""
        for document_id in self.ids():
            known = self.catalogue.document(document_id)
            if known and known.title.zh:
                yield known.title.zh

    def unread_rows(self) -> list[Problem]:
        """What of the ``alignment.tsv`` of its documents could not be read: warnings, for all the rest of them binds."""
        return [
            replace(problem, severity="warning", path=self.collection.root / document_id / alignment_file.NAME)
            for document_id, problem in self.catalogue.unread_rows()
        ]

    def terms(self) -> tuple[Term, ...]:
        """The term base. Raises BadDocument."""
        return self.collection.terms()


@contextmanager
def current_documents(
    collection: Collection,
    index: Path,
    day: date | None = None,
    *,
    rebuild: bool = False,
    progress: catalogue_writing.Progress | None = None,
) -> Iterator[CurrentDocuments | Collection]:
    """The collection with the statuses of a day (today), its catalogue brought up to date first.

    The collection as it is written where the catalogue cannot be read back. Raises IndexUnusable.
    """
    path = catalogue_path(index)
    catalogue_writing.update(collection, path, progress, rebuild=rebuild)
    catalogue = Catalogue.open(path)
    if catalogue is None:
        yield collection
        return
    with closing(catalogue):
        yield CurrentDocuments(collection, catalogue, day or date.today())
