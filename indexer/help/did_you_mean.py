"""Did you mean: a query that finds more than the one typed, and looks or sounds like it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice

from whoosh.query import Or

from archive.errors import BadQuery
from archive.text.folding import fold
from indexer.analysis import sequence
from indexer.analysis.chinese import Segmenter
from indexer.engine import Reader
from indexer.help import characters, letters
from indexer.help.named_documents import phrase, titles_like
from indexer.help.pinyin import readings, sounds_alike
from indexer.help.typed_pinyin import whole_parses
from indexer.help.typed_words import TypedWord, replaced, typed_words

_LONGEST = 300
_MOST_WORDS, _MOST_DOUBTS = 24, 4
_MOST_TRIED = 6
"""Queries that are counted before it gives up."""

_FEW = 4
"""Of more words than these most are enough to find something, so the right ones need not find more."""

_LITTLE = 2
"""Documents that a misspelt query may find all the same."""
_MOST_CANDIDATES = 12
_OTHER_LENGTH, _ALONE, _NOWHERE = 0.6, 1.0, 1.5
"""What they count beside one edit."""

Range = tuple[int, int]
Doubts = Mapping[Range, Sequence[str]]
"""What may have been meant, the likeliest first, by the range in the query."""


def did_you_mean(text: str, reader: Reader, forms: Sequence[str], words: Segmenter, count: Callable[[str], int]) -> str | None:
    """The query with the words that the index does not have in the likeliest other form; None where there is no doubt, or
    nothing that finds more (of a question in many words: as much). Operators, quotation marks and fields stay as typed.

    ``forms``: Chinese terms; ``count``: how many documents a query finds, asked at most seven times.
    """
    if len(text) > _LONGEST:
        return None
    typed = list(islice(typed_words(text), _MOST_WORDS))
    doubts = dict(islice(_doubts(typed, text, _Sources(reader, forms, words)), _MOST_DOUBTS))
    found, few = count(text) if doubts else 0, len(typed) <= _FEW
    if not doubts or (few and found > _LITTLE):
        return None
    for attempt in islice(_attempts(doubts), _MOST_TRIED):
        other = replaced(text, attempt)
        with suppress(BadQuery):  # what was put in may make it too long
            if count(other) >= max(found + few, 1):
                return other
    return None


class _Sources:
    """Where other words are looked for."""

    def __init__(self, reader: Reader, forms: Sequence[str], words: Segmenter) -> None:
        self.reader = reader
        self.forms = forms
        self.words = words
        self.pairs = characters.Pairs(reader)


def _doubts(typed: Sequence[TypedWord], text: str, sources: _Sources) -> Iterator[tuple[Range, Sequence[str]]]:
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


def _doubt(group: Sequence[TypedWord], sources: _Sources) -> tuple[Sequence[str], int]:
    """What may have been meant by the first word of a group, or by several, and by how many."""
    first, reader = group[0], sources.reader
    if first.chinese:
        return _as_meant(first.text, sources), 1
    unknown = [not letters.is_known(reader, word.text) for word in group]
    if any(unknown[:2]) and len(group) > 1 and letters.is_known(reader, first.text + group[1].text):
        return [first.text + group[1].text], 2
    if not unknown[0] and not _is_pinyin_beside(group, unknown):
        return (), 1
    near = letters.respelled(reader, first.text) if unknown[0] and not letters.is_right(first.text) else []
    length = _pinyin_length(group)
    if length and not (near and length == 1):
        chinese = list(dict.fromkeys(_as_written([word.text for word in group[:length]], sources)))
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


def _as_meant(run: str, sources: _Sources) -> list[str]:
    """What a run of Chinese may stand for, the likeliest first; of what is level what sounds alike."""
    places = characters.broken(run, sources.pairs, sources.words)
    if not places:
        return []
    terms = [form for form in sources.forms if abs(len(form) - len(run)) <= 1 and form != run]
    found = [form for form in terms if sounds_alike(form, run)]
    other = characters.sounding(run, places, sources.pairs)
    if other != run and not characters.broken(other, sources.pairs, sources.words):
        found.append(other)
    found += [form for form in terms if len(run) > 2 and _edits(form, run) == 1]
    found += characters.edited(run, places, sources.pairs, sources.words)
    return sorted(dict.fromkeys(found[:_MOST_CANDIDATES]), key=lambda one: _unlikeliness(one, run, sources))


def _unlikeliness(one: str, run: str, sources: _Sources) -> float:
    """Grows with what is changed, with another length, with characters that are left alone, and if no text has it just so."""
    alone = sum(len(word) == 1 for word in sources.words.words(one))
    return (
        _edits(one, run) + _OTHER_LENGTH * (len(one) != len(run)) + _ALONE * alone + _NOWHERE * (not _stands(one, sources.reader))
    )


def _stands(run: str, reader: Reader) -> bool:
    """Whether a text or a title has these characters side by side."""
    trees = [phrase(stream, sequence(tuple(run))) for stream in ("text_characters", "title_characters")]
    return reader.documents(Or(trees), filters={}, limit=0, facets=False).total > 0


def _as_written(typed: Sequence[str], sources: _Sources) -> Iterator[str]:
    """Chinese that is read as typed: terms, parts of titles, then what the texts have."""
    for units in whole_parses(" ".join(typed)):
        if len(units) < 2:
            continue
        for form in sources.forms:
            if len(form) == len(units) and all(unit in readings(one) for unit, one in zip(units, form, strict=True)):
                yield form
        for title in titles_like("".join(typed), sources.reader, sources.words):
            yield "".join(fold(title.text[start:end]) for start, end in title.spans)
        if other := characters.written(units, sources.pairs):
            yield other


def _edits(one: str, other: str) -> int:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only for queries that find nothing

    return OSA.distance(one, other)


def _attempts(doubts: Doubts) -> Iterator[Mapping[Range, str]]:
    """The best of everywhere, then at each place in turn the next best."""
    best = {place: options[0] for place, options in doubts.items()}
    if best:
        yield best
    for place, options in doubts.items():
        for other in options[1:]:
            yield {**best, place: other}
