"""What a query means, whatever syntax it was typed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.query.leaves import Leaf, content


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed side by side: every leaf is needed; side by side in a text they count more."""

    leaves: tuple[Leaf, ...]
    weight: float = 1.0


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


Expression = Words | All | Either | Not


def wanted(expression: Expression | None) -> tuple[Leaf, ...]:
    """The leaves of an expression that are looked for, each once: none from under a NOT, no function words."""
    return tuple(dict.fromkeys(_wanted(expression)))


def _wanted(expression: Expression | None) -> Iterator[Leaf]:
    match expression:
        case Words(leaves=found):
            yield from content(found)
        case All(parts=parts) | Either(parts=parts):
            for part in parts:
                yield from _wanted(part)


def every_leaf(expression: Expression | None) -> Iterator[Leaf]:
    """All leaves of an expression, under a NOT or not."""
    match expression:
        case Words(leaves=found):
            yield from found
        case All(parts=parts) | Either(parts=parts):
            for part in parts:
                yield from every_leaf(part)
        case Not(part=part):
            yield from every_leaf(part)
