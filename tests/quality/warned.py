"""Kinds of problem that a person expects to be told of, read off the messages."""

from __future__ import annotations

import re

from archive.errors import Problem
from tests.quality.cases import Case

_KINDS = {
    "shuffled": r"shuffl|out of order",
    "injected": r"inject|advert|spam|foreign words",
    "repeated": r"repeat",
    "both languages": r"both languages",
    "no number": r"no document number",
    "no issuer": r"no signature|no issuer",
    "no date": r"no date",
    "no type": r"kind of document",
    "no title": r"no title",
    "private use": r"private.use|invisible|zero.width",
    "left out": r"left out|not taken in|were taken out",
    "gap": r"follows (?:article|chapter)",
}
_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _KINDS.items()}
_NOTED = frozenset({"repeated", "private use", "shuffled", "injected"})
_FACTS = {"number": "no number", "issuers": "no issuer", "issued": "no date", "type": "no type", "title": "no title"}


def kinds(problem: Problem) -> list[str]:
    """The kind of a warning (``other`` if it is none of these); of a note only what a case may ask for."""
    found = next((kind for kind, pattern in _PATTERNS.items() if pattern.search(problem.message)), f"other: {problem.message}")
    return [found] if problem.severity != "note" or found in _NOTED else []


def expected_kinds(case: Case) -> frozenset[str]:
    """Kinds that are no fault where they come: those about a fact that the document does not state, and mere notes."""
    unstated = {
        kind
        for document in case.documents
        for fact, kind in _FACTS.items()
        if fact not in document.facts or None in document.facts[fact] or [] in document.facts[fact]
    }
    signed = all(any(p.id.endswith("signature") for p in d.passages) for d in case.documents)
    return (
        frozenset(unstated | (set() if signed else {"no issuer"}) | {"repeated", "private use"}) | case.warnings | case.may_warn
    )
