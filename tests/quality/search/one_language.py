"""The collection with one language only, so that nothing is found through the parallel text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.model import Bilingual, Document, Language, Term
from indexer.changes import Documents


class OneLanguage:
    """Documents whose editions, title and abstract in the other language are left out; the term base stays."""

    def __init__(self, collection: Documents, language: Language) -> None:
        self._collection = collection
        self._language = language

    def ids(self) -> Sequence[str]:
        """The ids of all documents."""
        return self._collection.ids()

    def load(self, document_id: str, /) -> Document:
        """A document in one language. Raises BadDocument."""
        document = self._collection.load(document_id)
        return replace(
            document,
            title=self._only(document.title),
            abstract=self._only(document.abstract),
            editions=tuple(edition for edition in document.editions if edition.language == self._language),
        )

    def fingerprint(self, document_id: str, /) -> str:
        """The whole document's and the language."""
        return f"{self._language} {self._collection.fingerprint(document_id)}"

    def terms(self) -> tuple[Term, ...]:
        """The term base, in both languages: it is the way across."""
        return self._collection.terms()

    def _only(self, name: Bilingual) -> Bilingual:
        return Bilingual(zh=name.zh) if self._language == "zh" else Bilingual(en=name.en)
