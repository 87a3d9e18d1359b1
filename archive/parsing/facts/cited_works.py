"""The works that a text names in 《》, and the relations to them that it states, with the passages that state them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.data import is_paper
from archive.model import Citation, Relation, Segment
from archive.parsing.citations.citations import find_citations
from archive.parsing.facts.relations_zh import amended, repeals
from archive.parsing.scripts import in_simplified
from archive.relations import title_key

_QUOTED = re.compile("《([^《》]+)》")
"""What a title names is what the document issues: 关于发布《…》的通告."""
_REPEALS_LISTED = re.compile(r"(?:废止|失效)[^，。；《》]{0,20}(?:文件|规章|法规|规定|公告|通知)(?:目录)?(?:如下)?[：:]$")
_NAMED_WORK = re.compile(r"《[^《》]+》\s*(?:[（(][^（）()]*[）)])?[；。]?")
OPENING = ("notice__para_1", "para_1", "art_1")
"""Where a document says what it rests on."""


def cited_works(
    segments: Sequence[Segment], own_title: str, citations: Sequence[Citation] | None = None
) -> dict[str, list[Citation]]:
    """The works cited, by the title as first printed; neither the document itself nor what it issues, nor certificates.

    ``citations``: those of the segments, where they have been found already.
    """
    issued = {title_key(own_title), *(title_key(title) for title in _QUOTED.findall(own_title))}
    annexes = {title_key(segment.text) for segment in segments if segment.level == "annex"}
    names: dict[str, str] = {}
    found: dict[str, list[Citation]] = {}
    for citation in find_citations(segments, own_title) if citations is None else citations:
        key = title_key(citation.title)
        if citation.title and key not in issued and key not in annexes and not is_paper(citation.title):
            found.setdefault(names.setdefault(key, citation.title), []).append(citation)
    return found


def cited_articles(citations: Sequence[Citation]) -> tuple[str, ...]:
    """The articles that citations name, as segment ids of the work cited, each once."""
    return tuple(dict.fromkeys(f"art_{citation.article}" for citation in citations if citation.article))


def stated_relations(
    segments: Sequence[Segment], own_title: str, basis: Sequence[Relation], citations: Sequence[Citation] | None = None
) -> tuple[Relation, ...]:
    """What the text rests on (``basis``), what it repeals, and what it cites beside, each with its segments and provisions.

    ``citations``: those of the segments, where they have been found already.
    """
    works = {title_key(title): (title, cited) for title, cited in cited_works(segments, own_title, citations).items()}
    read = in_simplified(segments)
    basis = [read.relation_as_printed(relation) for relation in basis]
    found: list[Relation] = []
    told: dict[str, set[str]] = {}
    stated = [(segment.id, [*repeals([text]), *amended([segment.text])]) for segment, text in _with_lead(read.segments)]
    repealed = [(place, read.relation_as_printed(relation)) for place, relations in stated for relation in relations]
    opening = [(citation.segment, relation) for relation in basis for citation in _citations(works, relation, OPENING)]
    for relation in dict.fromkeys([*basis, *amended([], own_title), *(relation for _, relation in repealed)]):
        places = dict.fromkeys(place for place, said in [*opening, *repealed] if said == relation)
        meant = relation.provisions if relation.kind == "repeals" else cited_articles(_citations(works, relation, OPENING))
        found.append(replace(relation, segments=tuple(places), provisions=meant))
        told.setdefault(title_key(relation.title or ""), set()).update(places)
    for key, (title, cited) in works.items():
        others = [citation for citation in cited if citation.segment not in told.get(key, set())]
        if others:
            found.append(_cites(title, others))
    return tuple(found)


def _with_lead(segments: Sequence[Segment]) -> Iterator[tuple[Segment, str]]:
    """Each segment and its text; an item behind 决定废止下列文件： that only names a work says that it is repealed."""
    listed = False
    for segment in segments:
        names_work = bool(_NAMED_WORK.fullmatch(segment.text.strip()))
        yield segment, f"废止{segment.text}" if listed and segment.label and names_work else segment.text
        listed = (listed and bool(segment.label) and names_work) or bool(_REPEALS_LISTED.search(segment.text))


def _citations(works: dict[str, tuple[str, list[Citation]]], relation: Relation, places: Sequence[str]) -> list[Citation]:
    _, citations = works.get(title_key(relation.title or ""), ("", []))
    return [citation for citation in citations if citation.segment in places]


def _cites(title: str, citations: Sequence[Citation]) -> Relation:
    segments = dict.fromkeys(citation.segment for citation in citations)
    number = next((citation.number for citation in citations if citation.number), None)
    return Relation("cites", title, number, segments=tuple(segments), provisions=cited_articles(citations))
