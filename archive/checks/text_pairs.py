"""The texts of a document that answer to each other, as figures and terms are compared: the units that the catalogue has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from archive.alignment.editions.editions import Alignment
from archive.checks.located import Located


class TextPair(NamedTuple):
    """A Chinese text and its translation; ``edition`` and ``segment``: where the English begins."""

    edition: str
    segment: str
    zh: str
    en: str


def text_pairs(located: Located, alignment: Alignment | None) -> Iterator[TextPair]:
    """The passage units of two full texts, whatever their ids; of two digests, which have the same ids, passage by passage."""
    for unit in alignment.passages if alignment else ():
        if unit.zh and unit.en:
            yield TextPair("en", unit.en[0].segment, unit.zh_text, unit.en_text)
    for edition, zh, en in located.pairs():
        if edition == "en.digest":
            yield TextPair(edition, en.id, zh.text, en.text)
