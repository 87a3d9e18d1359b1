"""Streams, facets and what is stored, put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from archive.alignment.editions.rows import shown_editions
from archive.model import LANGUAGES, Bilingual, Document, Edition, Segment, TranslationUnit
from archive.text.dates import first_day
from indexer.analysis import Cut, cut, number_stream, streams
from indexer.analysis.pinyin import pinyin_stream
from indexer.analysis.references import place, single_place
from indexer.analysis.references import stream as reference_stream
from indexer.engine import DocumentEntry, PassageEntry, Stream
from indexer.entries.across import Across, across_of
from indexer.entries.contexts import standing_over
from indexer.entries.stored import stored_document, stored_passage

VERSION = "6"
"""Changes whenever the same document gives other entries: an index made with another version is made again."""

Cutter = Callable[[str], Cut]


def entries(
    document: Document, fingerprint: str, units: Sequence[TranslationUnit] = (), cutter: Cutter = cut
) -> tuple[DocumentEntry, list[PassageEntry]]:
    """The document's entry and its passages: all segments with a text, of the editions that its page shows.

    A digest beside a full text in its language is not shown, so what only it says is not found. ``units``: its passages as the
    catalogue has them; without them the translation of a passage is the one with its id.
    """
    made = _Made(document, cutter, across_of(document, units))
    passages = [passage for edition in shown_editions(document) for passage in made.passages(edition)]
    return made.document_entry(fingerprint), passages


def issuer_value(issuer: Bilingual) -> str:
    """What an issuer is counted under: its Chinese name, else its English one."""
    return issuer.best("zh")


class _Made:
    """The entries of one document; each of its texts is cut once."""

    def __init__(self, document: Document, cutter: Cutter, across: Across) -> None:
        self._document = document
        self._cut = cutter
        self._across = across
        self._titles = {language: cutter(document.title.get(language) or "") for language in LANGUAGES}
        self._texts: list[Cut] = []

    def passages(self, edition: Edition) -> Iterator[PassageEntry]:
        """The passages of an edition; their texts become the document's."""
        cuts: dict[str, Cut] = {}
        for segment, over in standing_over(edition):
            text = cuts[segment.id] = self._cut(f"{segment.label} {segment.text}")
            self._texts.append(text)
            if segment.text.strip():
                context = [self._titles[edition.language], *(cuts[one] for one in over)]
                stored = stored_passage(self._document, edition, segment, self._across)
                made = {**_passage_streams(segment, text, context), "place": _place(edition.language, segment)}
                yield PassageEntry(self._document.id, made, stored)

    def document_entry(self, fingerprint: str) -> DocumentEntry:
        """The document's own entry, once its passages are made."""
        document = self._document
        about = [name for body in document.issuers for name in _names(body)] + _names(document.abstract)
        return DocumentEntry(
            id=document.id,
            streams={
                **number_stream(document.number),
                **streams("title", self._titles.values()),
                "title_pinyin": pinyin_stream(document.title.zh or ""),
                **streams("text", [*map(self._cut, about), *self._texts]),
                "text_references": " ".join(filter(None, [_date(document), *(text.references for text in self._texts)])),
            },
            facets=_facets(document),
            issued=int(f"{first_day(document.issued):%Y%m%d}") if document.issued else 0,
            fingerprint=fingerprint,
            stored=stored_document(document, self._across),
        )


def _passage_streams(segment: Segment, text: Cut, context: Sequence[Cut]) -> Mapping[str, Stream]:
    own = (
        streams("heading", [text])
        if segment.is_heading
        else {**streams("passage", [text]), "passage_references": text.references}
    )
    return {**own, **streams("context", context)}


def _date(document: Document) -> Stream:
    """The date of issue as a text would name it, its month and its year."""
    return reference_stream(document.issued.isoformat()) if document.issued else ""


def _place(language: str, segment: Segment) -> Stream:
    """Which provision a passage is, and the term that finds it alone."""
    return f"{place(segment.id, segment.label)} {single_place(language, segment.id)}".strip()


def _facets(document: Document) -> Mapping[str, list[str]]:
    values: Mapping[str, Sequence[str | None]] = {
        "issuer": [issuer_value(issuer) for issuer in document.issuers],
        "type": [document.type],
        "level": [document.level],
        "region": [document.region],
        "year": [str(document.issued.year) if document.issued else None],
        "topic": document.topics,
        "status": [document.status],
        "edition": [edition.kind for edition in document.editions],
        "language": [edition.language for edition in document.editions],
    }
    return {facet: [value for value in dict.fromkeys(several) if value] for facet, several in values.items()}


def _names(names: Bilingual) -> list[str]:
    return [name for language in LANGUAGES if (name := names.get(language))]
