"""Figures, shares, dates and deadlines that the two languages of a passage do not both say."""

from __future__ import annotations

from collections.abc import Iterator

from archive.checks.located import Located
from archive.comparing.figures import differences
from archive.errors import Problem


def check(located: Located) -> Iterator[Problem]:
    """Every passage in both languages, the titles and the abstract."""
    for edition, zh, en in located.pairs():
        for message in differences(zh.text, en.text):
            yield located.passage(edition, en.id, message)
    for key, chinese, english in located.names():
        yield from (located.fact(message, key, "en") for message in differences(chinese, english))
