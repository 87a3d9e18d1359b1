"""What Chinese that the index does not have, or pinyin, may stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whoosh.query import Or

from archive.text.folding import fold
from indexer.analysis import sequence
from indexer.analysis.chinese import Segmenter
from indexer.analysis.pinyin import readings, sounds_alike
from indexer.engine import Reader
from indexer.help import characters
from indexer.help.named_documents import phrase, titles_like
from indexer.help.typed_pinyin import whole_parses

_MOST_CANDIDATES = 12
_OTHER_LENGTH, _ALONE, _NOWHERE = 0.6, 1.0, 1.5
"""What they count beside one edit."""


class Sources:
    """Where other words are looked for."""

    def __init__(self, reader: Reader, forms: Sequence[str], words: Segmenter) -> None:
        self.reader = reader
        self.forms = forms
        self.words = words
        self.pairs = characters.Pairs(reader)


def as_meant(run: str, sources: Sources) -> list[str]:
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


def _unlikeliness(one: str, run: str, sources: Sources) -> float:
    """Grows with what is changed, with another length, with characters that are left alone, and if no text has it just so."""
    alone = sum(len(word) == 1 for word in sources.words.words(one))
    return (
        _edits(one, run) + _OTHER_LENGTH * (len(one) != len(run)) + _ALONE * alone + _NOWHERE * (not _stands(one, sources.reader))
    )


def _stands(run: str, reader: Reader) -> bool:
    """Whether a text or a title has these characters side by side."""
    trees = [phrase(stream, sequence(tuple(run))) for stream in ("text_characters", "title_characters")]
    return reader.documents(Or(trees), filters={}, limit=0, facets=False).total > 0


def as_written(typed: Sequence[str], sources: Sources) -> Iterator[str]:
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
