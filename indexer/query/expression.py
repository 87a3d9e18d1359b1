"""What a query means, whatever syntax it was typed in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from indexer.query.leaves import Leaf, content

Origin = Literal["typed", "variant", "spelling", "translation"]
"""Where words come from: typed; another form of a term; another spelling; the other language."""


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed side by side: every leaf is needed; side by side in a text they count more."""

    leaves: tuple[Leaf, ...]
    weight: float = 1.0
    origin: Origin = "typed"


@dataclass(frozen=True, slots=True)
class Most:
    """A question in everyday words: a text that has the greater part of the words answers it, the rarer ones counting more."""

    parts: tuple[Expression, ...]
    """One for each word, with its other forms."""


@dataclass(frozen=True, slots=True)
class Within:
    """The part in one field of a document: title, text or number."""

    field: Literal["title", "text", "number"]
    part: Expression


@dataclass(frozen=True, slots=True)
class Has:
    """Documents with any of these values of a facet."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Issued:
    """Documents issued between two days (YYYYMMDD), both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class All:
    """Every part is needed."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One part is enough."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not be there."""

    part: Expression


Expression = Words | Most | All | Either | Not | Within | Has | Issued


def wanted(expression: Expression | None) -> tuple[Leaf, ...]:
    """The leaves of an expression that are looked for, each once: none from under a NOT, no function words."""
    return tuple(dict.fromkeys(leaf for words in every_words(expression) for leaf in content(words.leaves)))


def every_words(expression: Expression | None) -> Iterator[Words]:
    """The words of an expression that are looked for: none from under a NOT."""
    match expression:
        case Words():
            yield expression
        case All(parts=parts) | Either(parts=parts) | Most(parts=parts):
            for part in parts:
                yield from every_words(part)
        case Within(part=part):
            yield from every_words(part)


def every_leaf(expression: Expression | None) -> Iterator[Leaf]:
    """All leaves of an expression, under a NOT or not."""
    match expression:
        case Words(leaves=found):
            yield from found
        case All(parts=parts) | Either(parts=parts) | Most(parts=parts):
            for part in parts:
                yield from every_leaf(part)
        case Not(part=part) | Within(part=part):
            yield from every_leaf(part)


def is_typed(expression: Expression | None) -> bool:
    """Whether all of its words are as typed."""
    return typed(expression) == expression


def typed(expression: Expression | None) -> Expression | None:
    """An expression without what was added to it; None where nothing else is in it."""
    return _only(expression, ("typed",))


def in_its_language(expression: Expression | None) -> Expression | None:
    """An expression without translations: the words typed, their other spellings and other words for them."""
    return _only(expression, ("typed", "spelling", "variant"))


def _only(expression: Expression | None, origins: Sequence[Origin]) -> Expression | None:
    match expression:
        case Words(origin=origin):
            return expression if origin in origins else None
        case All(parts=parts) | Either(parts=parts) | Most(parts=parts):
            kept = tuple(found for part in parts if (found := _only(part, origins)))
            if isinstance(expression, Either) and len(kept) == 1:
                return kept[0]
            return type(expression)(kept) if kept else None
        case Within(part=part):
            inner = _only(part, origins)
            return replace(expression, part=inner) if inner else None
    return expression


def narrows(expression: Expression | None) -> bool:
    """Whether it asks for something of the document, not of a passage: a facet, a date, its title or number."""
    match expression:
        case Has() | Issued():
            return True
        case Within(field=field):
            return field != "text"
        case All(parts=parts) | Either(parts=parts):
            return any(map(narrows, parts))
        case Not(part=part):
            return narrows(part)
    return False
