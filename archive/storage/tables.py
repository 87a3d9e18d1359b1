"""The tables beside the texts of a collection: its term base, and what people said of the alignment of a document."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from archive.alignment.editions.corrections import Correction
from archive.errors import BadDocument, NotFound, Problem
from archive.model import Term, is_document_id
from archive.storage import alignment_file, atomic, document_file, folder_reading, terms_file


class Tables:
    """The part of a collection that holds ``terms.tsv``, and ``alignment.tsv`` of each document."""

    root: Path

    def terms(self) -> tuple[Term, ...]:
        """The term base; empty where there is none. Raises BadDocument."""
        problems: list[Problem] = []
        terms = self.read_terms(problems)
        raise_first(problems)
        return terms

    def read_terms(self, problems: list[Problem]) -> tuple[Term, ...]:
        """The term base as far as it can be read, every mistake added to ``problems``."""
        path = self.root / terms_file.NAME
        text = folder_reading.read_text(path, problems) if _is_there(path) else None
        return terms_file.parse(text, path, problems) if text is not None else ()

    def write_terms(self, terms: tuple[Term, ...]) -> None:
        """Replace the term base."""
        atomic.write_file(self.root / terms_file.NAME, terms_file.write(terms))

    def alignment(self, document_id: str) -> tuple[Correction, ...]:
        """What a document's ``alignment.tsv`` says; empty where there is none. Raises NotFound, BadDocument."""
        problems: list[Problem] = []
        corrections = self.read_alignment(document_id, problems)
        raise_first(problems)
        return corrections

    def read_alignment(self, document_id: str, problems: list[Problem]) -> tuple[Correction, ...]:
        """``alignment.tsv`` as far as it can be read, every mistake added to ``problems``. Raises NotFound."""
        path = self._folder(document_id) / alignment_file.NAME
        text = folder_reading.read_text(path, problems) if _is_there(path) else None
        return alignment_file.parse(text, path, problems) if text is not None else ()

    def write_alignment(self, document_id: str, corrections: Iterable[Correction]) -> None:
        """Replace a document's ``alignment.tsv``; without corrections it goes. Only while the collection is locked.

        Raises NotFound. The change is no line of the history: ``Recorder.write_files`` makes one.
        """
        path = self._folder(document_id) / alignment_file.NAME
        rows = tuple(corrections)
        if rows:
            atomic.write_file(path, alignment_file.write(rows))
        else:
            path.unlink(missing_ok=True)

    def _folder(self, document_id: str) -> Path:
        """The folder of a document. Raises NotFound."""
        folder = self.root / document_id
        if not is_document_id(document_id) or not (folder / document_file.NAME).is_file():
            raise NotFound(f"there is no document {document_id[:120]!r} in {self.root}; `archive list` shows what there is")
        return folder


def _is_there(path: Path) -> bool:
    """Whether anything has the name, a link that leads nowhere too."""
    return path.exists() or path.is_symlink()


def raise_first(problems: list[Problem]) -> None:
    """Raises BadDocument with the first error among problems, where there is one."""
    first = next((problem for problem in problems if problem.severity == "error"), None)
    if first:
        raise BadDocument(first.message, first.path, first.line)
