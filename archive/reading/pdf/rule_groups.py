"""Groups of rules that touch one another: each may be a table's."""

from __future__ import annotations

from collections.abc import Sequence

from archive.reading.pdf.rules import Rule

NEAR = 3.0
"""Points within which rules are one: a border is drawn as a thin rectangle, each cell has its own."""
_MOST_RULES = 5_000
"""More rules than this on a page are a drawing."""


def crossing(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of rules that touch one another, the largest first."""
    if len(rules) > _MOST_RULES:
        return []
    groups: list[tuple[Rule, list[Rule]]] = []  # each with its box
    for rule in sorted(rules, key=lambda rule: (-rule.top, rule.left)):
        box, members, apart = rule, [rule], []
        for other, others in groups:
            if _touch(box, other):
                box, members = _around(box, other), [*others, *members]
            else:
                apart.append((other, others))
        groups = [*apart, (box, members)]
    return sorted((members for _, members in groups), key=len, reverse=True)


def _touch(one: Rule, other: Rule) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    return across >= -NEAR and min(one.top, other.top) - max(one.bottom, other.bottom) >= -NEAR


def _around(one: Rule, other: Rule) -> Rule:
    return Rule(min(one.left, other.left), min(one.bottom, other.bottom), max(one.right, other.right), max(one.top, other.top))
