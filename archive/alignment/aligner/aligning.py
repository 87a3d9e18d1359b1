"""Which lines of a Chinese text and of an English one translate each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from archive.alignment.aligner.calibration import alone, logit, scores
from archive.alignment.aligner.closeness import Closeness
from archive.alignment.aligner.corridors import anchors, corridor, corridor_along
from archive.alignment.aligner.dynamic import Search, Step
from archive.alignment.aligner.evidence import evidence
from archive.alignment.aligner.long_articles import with_long_articles
from archive.alignment.aligner.manner import manner_of
from archive.alignment.aligner.own_words import own_words, unanswered
from archive.alignment.aligner.pairs import Pair
from archive.alignment.aligner.profiles import Texts
from archive.alignment.aligner.rough import rough_path
from archive.alignment.aligner.settings import SETTINGS
from archive.alignment.aligner.thinning import is_uneven, likely_lines, put_back, without_long_blanks
from archive.alignment.aligner.vectors import cosines_of
from archive.alignment.words.lexicon import Lexicon

if TYPE_CHECKING:
    from archive.alignment.aligner.vectors import Encoder

Sides = tuple[tuple[int, ...], tuple[int, ...]]
"""The lines of a unit by their places: Chinese, English."""


def align(zh: Sequence[str], en: Sequence[str], lexicon: Lexicon, encoder: Encoder | None = None) -> list[Pair]:
    """Every index of both sides in exactly one pair, in order: 1-1, 1-2, 2-1, 2-2, 1-0, 0-1, rarely more.

    Rare words that answer to each other give a rough path through the two texts; the lines that surely meet on it teach the
    words that the lexicon lacks; the best path close to it is the answer. Time and memory grow with the number of lines,
    whatever is in them. An empty line answers to nothing.
    """
    if not any(map(str.strip, zh)) or not any(map(str.strip, en)):
        return [*(Pair((row,), (), 0.0) for row in range(len(zh))), *(Pair((), (column,), 0.0) for column in range(len(en)))]
    zh_filled, en_filled = without_long_blanks(zh), without_long_blanks(en)
    if len(zh_filled) < len(zh) or len(en_filled) < len(en):
        pairs = align([zh[row] for row in zh_filled], [en[column] for column in en_filled], lexicon, encoder)
        return put_back(put_back(pairs, zh_filled, len(zh), is_zh=True), en_filled, len(en), is_zh=False)
    texts = Texts(zh, en, lexicon)
    if is_uneven(zh, en):
        kept = likely_lines(texts)
        del texts
        if len(zh) > len(en):
            return put_back(align([zh[row] for row in kept], en, lexicon, encoder), kept, len(zh), is_zh=True)
        return put_back(align(zh, [en[column] for column in kept], lexicon, encoder), kept, len(en), is_zh=False)
    path, ratio = best_path(texts, encoder)
    sides = [(range(row - rows, row), range(column - columns, column)) for row, column, rows, columns in path]
    found = scores([logit(evidence(texts, rows, columns, ratio)) if rows and columns else None for rows, columns in sides])
    return [Pair(tuple(rows), tuple(columns), value) for (rows, columns), value in zip(sides, found, strict=True)]


def score(zh: str, en: str, lexicon: Lexicon, encoder: Encoder | None = None) -> float:
    """How likely it is that two texts translate each other, 0 to 1; 0 where one is empty."""
    return score_pairs([zh], [en], [((0,), (0,))], lexicon, encoder)[0]


def score_pairs(
    zh: Sequence[str],
    en: Sequence[str],
    pairs: Sequence[Sides],
    lexicon: Lexicon,
    encoder: Encoder | None = None,
) -> list[float]:
    """The same for many pairs of two texts, each told by the places of its lines: ``((0, 1), (0,))``; 0 where a side is empty.

    Each pair is judged as a text by itself, as ``score`` does. Quicker than one by one: words are looked up once.
    """
    filled = [any(zh[row].strip() for row in rows) and any(en[column].strip() for column in columns) for rows, columns in pairs]
    if not any(filled):
        return [0.0] * len(pairs)
    texts = Texts(zh, en, lexicon, apart=True)
    close = iter(cosines_of(zh, en, [pair for pair, both in zip(pairs, filled, strict=True) if both], encoder))
    return [
        alone(evidence(texts, rows, columns, SETTINGS["ratio"]), next(close)) if both else 0.0
        for (rows, columns), both in zip(pairs, filled, strict=True)
    ]


def best_path(texts: Texts, encoder: Encoder | None = None) -> tuple[list[Step], float]:
    """The units of the best path, and the ratio of the lengths of English to Chinese."""
    size = len(texts.lines), len(texts.tokens)
    rough = rough_path(texts, corridor(anchors(texts), *size))
    sure = [(row, column, _is_sure(texts, row, column, worth)) for row, column, worth in rough]
    meeting = [(row - 1, column - 1) for row, column, is_sure in sure if is_sure]
    left = [unanswered(texts, row, column) for row, column in meeting]
    manner = manner_of(texts, meeting, [text for text, _ in left])
    texts.learn(own_words(left))
    room = corridor_along(sure, *size)
    closeness = Closeness(texts, encoder, room, meeting) if encoder and all(size) else None
    path = Search(texts, room, manner, closeness).path()
    return with_long_articles(path, texts, manner.ratio), manner.ratio


def _is_sure(texts: Texts, row: int, column: int, worth: float) -> bool:
    """Whether two single lines share more than what is in them costs."""
    return worth > 0 and worth > SETTINGS["sure"] * (texts.lines[row - 1].penalty + texts.penalties[column - 1])
