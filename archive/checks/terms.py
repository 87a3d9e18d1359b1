"""Preferred terms: where a Chinese passage has one, its English has one of the forms that the term base lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.checks.located import Located
from archive.checks.text_pairs import TextPair
from archive.errors import Problem
from archive.text.term_finding import TermFinder, any_renders, renders, without


def check(located: Located, pairs: Iterable[TextPair], finder: TermFinder) -> Iterator[Problem]:
    """Every passage in both languages, the titles and the abstract."""
    for one in pairs:
        for message in missing_renderings(finder, one.zh, one.en):
            yield located.passage(one.edition, one.segment, message)
    for key, chinese, english in located.names():
        yield from (located.fact(message, key, "en") for message in missing_renderings(finder, chinese, english))


def missing_renderings(finder: TermFinder, zh: str, en: str) -> Iterator[str]:
    """Preferred terms without any of their forms, and deprecated forms, each as a message."""
    found = finder.in_chinese(zh)
    right = {entry.en for entries in found.values() for entry in entries if entry.status != "deprecated"}
    for term, entries in found.items():
        preferred = next((entry.en for entry in entries if entry.status == "preferred"), None)
        if preferred and not any_renders(entries, en):
            others = [entry.en for entry in entries if entry.status == "admitted"]
            listed = f"{preferred!r}" + (f" (or {', '.join(map(repr, others))})" if others else "")
            yield f"the Chinese has the term {term}, the English lacks {listed}; use it, or add this rendering to terms.tsv"
        for entry in entries:
            if entry.status == "deprecated" and preferred and entry.en not in right and renders(entry.en, without(right, en)):
                yield f"{entry.en!r} is a deprecated rendering of {term}; write {preferred!r}"
