"""The words of a query that the index does not have, and what each may have been meant for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from indexer.help import letters
from indexer.help.meant import Sources, as_meant, as_written
from indexer.help.typed_pinyin import whole_parses
from indexer.help.typed_words import TypedWord

Range = tuple[int, int]
Doubts = Mapping[Range, Sequence[str]]
"""What may have been meant, the likeliest first, by the range in the query."""


def doubtful(typed: Sequence[TypedWord], text: str, sources: Sources) -> Iterator[tuple[Range, Sequence[str]]]:
    """The words that the index does not have; several next to each other are one where they are pinyin, or a word torn apart."""
    at = 0
    while at < len(typed):
        group = _group(typed, at, text)
        found, length = _doubt(group, sources)
        if found:
            yield (group[0].start, group[length - 1].end), found
        at += length


def _group(typed: Sequence[TypedWord], at: int, text: str) -> list[TypedWord]:
    """A word, and the Latin ones behind it with only a space or a hyphen between."""
    group = [typed[at]]
    for word in typed[at + 1 :] if not typed[at].chinese else ():
        if word.chinese or text[group[-1].end : word.start] not in (" ", "-", "'"):
            break
        group.append(word)
    return group


def _doubt(group: Sequence[TypedWord], sources: Sources) -> tuple[Sequence[str], int]:
    """What may have been meant by the first word of a group, or by several, and by how many."""
    first, reader = group[0], sources.reader
    if first.chinese:
        return as_meant(first.text, sources), 1
    unknown = [not letters.is_known(reader, word.text) for word in group]
    if any(unknown[:2]) and len(group) > 1 and letters.is_known(reader, first.text + group[1].text):
        return [first.text + group[1].text], 2
    if not unknown[0] and not _is_pinyin_beside(group, unknown):
        return (), 1
    near = letters.respelled(reader, first.text) if unknown[0] and not letters.is_right(first.text) else []
    length = _pinyin_length(group)
    if length and not (near and length == 1):
        chinese = list(dict.fromkeys(as_written([word.text for word in group[:length]], sources)))
        if chinese:
            return chinese, length
    return near, 1


def _is_pinyin_beside(group: Sequence[TypedWord], unknown: Sequence[bool]) -> bool:
    length = _pinyin_length(group)
    return length > 1 and any(unknown[:length])


def _pinyin_length(group: Sequence[TypedWord]) -> int:
    """How many words from the first on are pinyin syllables."""
    length = 0
    while length < len(group) and whole_parses(group[length].text):
        length += 1
    return length
