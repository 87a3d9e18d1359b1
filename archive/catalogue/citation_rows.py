"""What a document cites and what it states of other works, as rows of the catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterator

from archive.alignment.editions.rows import shown_edition
from archive.catalogue.rows import citation_number_key, name_keys, place_of, relation_facts
from archive.model import LANGUAGES, Citation, Document
from archive.parsing.citations.citations import occurrences
from archive.relations import number_key, short_key


def citation_rows(document: Document) -> list[tuple[object, ...]]:
    """The citations of a document, as the table holds them."""
    own = {key for key, _ in name_keys(document)}
    rows: list[tuple[object, ...]] = []
    for position, (edition, cited, words) in enumerate(_printed_citations(document)):
        key = short_key(cited.title) if cited.title else ""
        number = citation_number_key(cited.number)
        itself = cited.own or key in own or (not key and number in own)
        rows.append((
            document.id, edition, position, cited.segment, cited.start, cited.end, key, number, int(itself),
            place_of(cited), _printed(cited, words),
        ))  # fmt: skip
    return rows


def _printed(cited: Citation, words: str) -> str:
    """Title, number and words as JSON; the title of the document itself, which most citations have, is left out."""
    return json.dumps(["" if cited.own else cited.title, cited.number, words], ensure_ascii=False)


def relation_rows(document: Document) -> list[tuple[object, ...]]:
    """The relations of a document, as the table holds them."""
    return [
        (
            document.id, position, relation.kind, relation.document or "",
            short_key(relation.title) if relation.title else "",
            number_key(relation.number) if relation.number else "", relation_facts(relation),
        )
        for position, relation in enumerate(document.relations)
    ]  # fmt: skip


def _printed_citations(document: Document) -> Iterator[tuple[str, Citation, str]]:
    """Every citation in the editions that the page shows: the edition, the citation, and the words it is printed in."""
    for language in LANGUAGES:
        edition = shown_edition(document, language)
        if edition is None:
            continue
        texts = {segment.id: segment.text for segment in edition.segments}
        for found in occurrences(edition.segments, document.title.best(language)):
            yield edition.name, found, texts[found.segment][found.start : found.end]
