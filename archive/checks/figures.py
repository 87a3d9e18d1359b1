"""Figures, shares, dates and deadlines that the two languages of a passage do not both say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.checks.located import Located
from archive.checks.text_pairs import TextPair
from archive.comparing.figures import differences
from archive.errors import Problem


def check(located: Located, pairs: Iterable[TextPair]) -> Iterator[Problem]:
    """Every passage in both languages, the titles and the abstract."""
    for one in pairs:
        yield from (located.passage(one.edition, one.segment, message) for message in differences(one.zh, one.en))
    for key, chinese, english in located.names():
        yield from (located.fact(message, key, "en") for message in differences(chinese, english))
