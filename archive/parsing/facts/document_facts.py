"""The facts of one document: what its parts, its form, its number and its sentences say, and what each rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from archive.model import Bilingual, Citation, Document, Kind, Language, Segment, Source
from archive.parsing.citations.citations import find_citations
from archive.parsing.facts.cited_works import OPENING, stated_relations
from archive.parsing.facts.days import day_of_effect, day_of_issue, stated_expiry, whole_day
from archive.parsing.facts.effect import expiry_date
from archive.parsing.facts.evidence import Evidence, derived, of_blocks, of_entry, of_relations, of_segments
from archive.parsing.facts.form_block import Form
from archive.parsing.facts.genre import document_type
from archive.parsing.facts.issuers import issuers as find_issuers
from archive.parsing.facts.jurisdiction import level_and_region
from archive.parsing.facts.relations_zh import basis, implemented
from archive.parsing.letter.head import title_text
from archive.parsing.letter.letterhead import Letter
from archive.parsing.statute.enactments import StatuteHeader
from archive.parsing.statute.header import history_length, parse_header
from archive.text.document_number import DocumentNumber, parse_number
from archive.text.folding import simplified

_OPENING = 30
_MOST_LINES_BETWEEN = 3
_UNNAMED = re.compile(r"(?:政府)?(?:令|公告|通告)")


@dataclass(frozen=True, slots=True)
class Facts:
    """A document without editions, its id still empty; what it cites; what its facts rest on, by name; what was uncertain."""

    document: Document
    citations: tuple[Citation, ...]
    evidence: Mapping[str, Evidence]


def document_facts(
    letter: Letter, segments: Sequence[Segment], language: Language, form: Form | None, lines: Mapping[str, int]
) -> Facts:
    """The facts of a document from its parts and from the form that stood with it.

    ``lines``: the line that each segment begins on, by its id.
    """
    header = _header(letter)
    evidence: dict[str, Evidence | None] = {}
    title, evidence["title"] = _title(letter, segments, form, lines)
    number, evidence["number"] = _number(letter, form, header)
    issued, evidence["issued"] = day_of_issue(letter, form, header)
    issuers, evidence["issuers"] = find_issuers(letter, form, number, header)
    named = str(_with_body(number, issuers, title)) if number else None
    level, region = level_and_region(issuers, named, title)
    effective, evidence["effective"] = day_of_effect(segments, form, header, issued, lines)
    kind = document_type(title) or document_type(title_text(letter.title))
    opening = [simplified(s.text) for s in segments if s.id in OPENING and not s.text.startswith(("（", "("))]
    texts = [segment.text for segment in segments]
    evidence["type"] = derived(evidence["title"] if kind else None)
    evidence["level"] = derived(evidence["issuers"] if level else None)
    evidence["region"] = derived(evidence["issuers"] if region else None)
    citations = tuple(find_citations(segments, title))
    relations = stated_relations(segments, title, [*basis(opening, title), *implemented(opening)], citations)
    evidence |= of_relations(relations, segments, lines)
    document = Document(
        id="",
        title=Bilingual(en=title or None) if language == "en" else Bilingual(zh=title or None),
        number=named,
        issuers=issuers,
        type=kind,
        level=level,
        region=region,
        issued=issued,
        effective=effective,
        expires=expiry_date("\n".join(texts), effective or whole_day(issued)) or stated_expiry(form),
        relations=relations,
        source=_source(form),
    )
    return Facts(document, citations, {fact: found for fact, found in evidence.items() if found})


def _header(letter: Letter) -> StatuteHeader:
    """The statute's header, also where a line stands between it and the title."""
    blocks = list(letter.history)
    for start in range(0 if blocks else _MOST_LINES_BETWEEN):
        blocks = blocks or list(letter.text[start : start + history_length(letter.text[start:])])
    return parse_header("\n".join(block.text for block in blocks))


def _title(
    letter: Letter, segments: Sequence[Segment], form: Form | None, lines: Mapping[str, int]
) -> tuple[str, Evidence | None]:
    blocks = letter.attached_title or letter.title
    if title := title_text(blocks):
        return title, of_blocks("printed", blocks)
    if form and (entry := form.entry("title")):
        return entry.value, of_entry("printed", entry)
    return _opening_words(segments), of_segments("guessed", segments[:1], lines)


def _number(letter: Letter, form: Form | None, header: StatuteHeader) -> tuple[DocumentNumber | None, Evidence | None]:
    """The number on a line of its own, else in the form, else of the decree that the statute's header names."""
    if letter.number and (number := parse_number(letter.number.text)):
        return number, of_blocks("printed", [letter.number])
    entry = form.entry("number") if form else None
    if entry and (number := parse_number(entry.value)):
        return number, of_entry("printed", entry)
    if header.number and (number := parse_number(header.number)):
        return number, of_blocks("printed", letter.history)
    return None, None


def _with_body(number: DocumentNumber, issuers: Sequence[Bilingual], title: str) -> DocumentNumber:
    """A number that says only 公告 or 政府令, with the one body that issued it; a title says whether it is 公告 or 通告."""
    if not _UNNAMED.fullmatch(number.agency) or len(issuers) != 1 or not issuers[0].zh:
        return number
    genre = "通告" if number.counted and title.endswith("通告") else number.agency.removeprefix("政府")
    return replace(number, agency=f"{issuers[0].zh}{genre}")


def _source(form: Form | None) -> Source:
    if not form:
        return Source()
    publisher, url = form.entry("publisher"), form.entry("url")
    return Source(publisher=publisher.value if publisher else None, url=url.value if url else None)


def _opening_words(segments: Sequence[Segment]) -> str:
    """What stands in for a title that was not recognised."""
    text = next((segment.text for segment in segments if segment.text), "")
    return f"{text[:_OPENING]}…" if len(text) > _OPENING else text


def edition_kind(document: Document, language: Language) -> Kind:
    """What the text is; with neither number nor genre nor articles it may not pass for an issuer's own words."""
    if document.number or document.type or any(segment.level == "article" for e in document.editions for segment in e.segments):
        return "translation" if language == "en" else "official"
    return "news"
