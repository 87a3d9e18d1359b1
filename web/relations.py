"""Relations of a document, both ways: what it points to, and what points to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.model import RELATION_KINDS, Bilingual, Document, Relation
from archive.relations import title_key
from archive.text.sentences import has_han

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from web.card_index import CardIndex


@dataclass(frozen=True, slots=True)
class Related:
    """The other end of a relation. ``document`` is None where the archive does not have it; then title and number name it.

    ``segments``: where the document that points says so; ``provisions``: what it means of the document that it points to.
    """

    kind: str
    title: Bilingual
    number: str | None
    document: Document | None
    segments: tuple[str, ...]
    provisions: tuple[str, ...]


def outgoing(document: Document, known: CardIndex, english: Mapping[str, str]) -> list[Related]:
    """What a document points to, in the order it says so; targets the archive has are found by id, number or title.

    ``english``: the English names of works that the archive does not have, by ``title_key``.
    """
    found = [(relation, known.targets(relation, besides=document)) for relation in document.relations]
    return [_towards(relation, targets[0] if targets else None, english) for relation, targets in found]


def incoming(document: Document, known: CardIndex) -> list[Related]:
    """The documents that point to this one, oldest first; ``kind`` is their relation to it.

    An opposing account is one both ways: it is not told twice.
    """
    opposing = [relation for relation in document.relations if relation.kind == "opposing account"]
    told = {target.id for relation in opposing for target in known.targets(relation, besides=document)}
    return [
        Related(relation.kind, source.title, source.number, source, relation.segments, relation.provisions)
        for source, relation in sorted(known.sources(document), key=lambda one: _age(one[0]))
        if not (relation.kind == "opposing account" and source.id in told)
    ]


def by_kind(related: Sequence[Related]) -> dict[str, list[Related]]:
    """Grouped by kind, in the model's order of kinds: what a document rests on before what it merely cites."""
    groups = {kind: [one for one in related if one.kind == kind] for kind in RELATION_KINDS}
    return {kind: found for kind, found in groups.items() if found}


def _towards(relation: Relation, target: Document | None, english: Mapping[str, str]) -> Related:
    places = relation.segments, relation.provisions
    if target:
        return Related(relation.kind, target.title, target.number, target, *places)
    title = relation.title or relation.document or relation.number or ""
    number = relation.number if title != relation.number else None
    name = Bilingual(title, english.get(title_key(title))) if has_han(title) else Bilingual(en=title)
    return Related(relation.kind, name, number, None, *places)


def _age(document: Document) -> tuple[str, str]:
    return str(document.issued or ""), document.id
