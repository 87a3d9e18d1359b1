"""Citations: the works and provisions that a text names, in Chinese and in English, and where it refers to itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from archive.model import Citation, Segment
from archive.parsing.citations.chinese import ChineseCitations
from archive.parsing.citations.english import EnglishCitations
from archive.parsing.citations.own import OwnText
from archive.parsing.citations.places import moved
from archive.parsing.citations.short_titles import short_titles
from archive.parsing.scripts import in_simplified
from archive.text.sentences import has_han

_UNREAD = ("contents",)
_HEADINGS = ("part", "chapter")
"""What they are called is no citation: Chapter IV Liability and Supplementary Rules."""


def find_citations(segments: Iterable[Segment], own_title: str) -> list[Citation]:
    """The works that segments cite, with the place in them, in the order of the text; each place of a segment once.

    A reference of the document to itself has its title and says so (``own``); 前款 and 前条 are read from where they stand.
    """
    return list(dict.fromkeys(occurrences(list(segments), own_title)))


def occurrences(segments: Sequence[Segment], own_title: str) -> Iterator[Citation]:
    """Every printed citation with its offsets; the provisions of a range share theirs."""
    read = in_simplified(segments)
    own = OwnText(read.segments, own_title)
    chinese = ChineseCitations(own, short_titles(read.segments))
    english = EnglishCitations(own)
    for segment in read.segments:
        if segment.level in _HEADINGS or segment.id.rpartition("__")[2] in _UNREAD:
            continue
        reader = chinese if has_han(segment.text) else english
        length = len(segment.text)
        for one in reader.of(segment):
            cited = read.citation_as_printed(one)
            yield cited if cited.end <= length else moved(cited, cited.start, length)
