"""Relations of a document, both ways: what it points to, and what points to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.model import Bilingual, Document, Relation
from archive.text.folding import fold
from archive.text.sentences import has_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from web.shelf import Card


@dataclass(frozen=True, slots=True)
class Related:
    """The other end of a relation. ``document`` is None where the archive does not have it; then title and number name it."""

    kind: str
    title: Bilingual
    number: str | None
    document: Document | None


def outgoing(document: Document, cards: Iterable[Card]) -> list[Related]:
    """What a document points to, in the order it says so; targets the archive has are found by id, number or title."""
    others = [card.facts for card in cards if card.facts.id != document.id]
    return [_towards(relation, next((o for o in others if names(relation, o)), None)) for relation in document.relations]


def incoming(document: Document, cards: Iterable[Card]) -> list[Related]:
    """The documents that point to this one, oldest first; ``kind`` is their relation to it."""
    sources = sorted((card.facts for card in cards if card.facts.id != document.id), key=_age)
    return [
        Related(relation.kind, source.title, source.number, source)
        for source in sources
        for relation in source.relations
        if names(relation, document)
    ]


def by_kind(related: Sequence[Related]) -> dict[str, list[Related]]:
    """Grouped by kind, in the order in which the kinds first come."""
    groups: dict[str, list[Related]] = {}
    for one in related:
        groups.setdefault(one.kind, []).append(one)
    return groups


def names(relation: Relation, document: Document) -> bool:
    """Whether a relation means this document: by its id, else by its number, else (where one lacks a number) by its title."""
    if relation.document:
        return relation.document == document.id
    if relation.number and document.number:
        return _key(relation.number) == _key(document.number)
    titles = {_key(title) for title in (document.title.zh, document.title.en) if title}
    return bool(relation.title) and _key(relation.title or "") in titles


def _towards(relation: Relation, target: Document | None) -> Related:
    if target:
        return Related(relation.kind, target.title, target.number, target)
    title = relation.title or relation.document or relation.number or ""
    return Related(relation.kind, Bilingual(zh=title) if has_han(title) else Bilingual(en=title), relation.number, None)


def _key(text: str) -> str:
    return "".join(fold(text).split()).strip("《》")


def _age(document: Document) -> tuple[str, str]:
    return str(document.issued or ""), document.id
