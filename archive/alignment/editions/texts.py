"""The texts of an edition's segments as they are aligned: which sentences they have, how stretches of them join."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from archive.model import Edition, Segment, Stretch
from archive.text.sentence_splitting import split_sentences


class Side:
    """One edition, with its segments by id and their sentences; each is worked out once."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.language = edition.language
        self._sentences: dict[str, tuple[Stretch, ...]] = {}

    @cached_property
    def segments(self) -> dict[str, Segment]:
        """The segments by id."""
        return {segment.id: segment for segment in self.edition.segments}

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each segment in the text, by id."""
        return {segment.id: number for number, segment in enumerate(self.edition.segments)}

    def whole(self, segment_id: str) -> Stretch:
        """The stretch that is a whole segment. Raises KeyError."""
        return Stretch(segment_id, 0, len(self.segments[segment_id].text))

    def sentences(self, segment_id: str) -> tuple[Stretch, ...]:
        """The sentences of a segment, in order; a table is one; none where it has no text. Raises KeyError."""
        if segment_id not in self._sentences:
            spans = split_sentences(self.segments[segment_id].text, self.language)
            self._sentences[segment_id] = tuple(Stretch(segment_id, start, end) for start, end in spans)
        return self._sentences[segment_id]

    def text(self, stretches: Iterable[Stretch]) -> str:
        """The text of stretches: put together as they are in Chinese, with a space between in English. Raises KeyError."""
        return join((self.segments[one.segment].text[one.start : one.end] for one in stretches), self.language)


def join(texts: Iterable[str], language: str) -> str:
    """Texts that follow one another as one text; empty ones leave nothing behind."""
    return ("" if language == "zh" else " ").join(filter(None, texts))
