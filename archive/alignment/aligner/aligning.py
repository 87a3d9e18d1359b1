"""Which lines of a Chinese text and of an English one translate each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
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
from archive.alignment.aligner.thinning import is_uneven, likely_lines
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
    texts = Texts(zh, en, lexicon)
    if is_uneven(zh, en):
        return _of_few(zh, en, likely_lines(texts), lexicon, encoder)
    path, ratio = best_path(texts, encoder)
    sides = [(range(row - rows, row), range(column - columns, column)) for row, column, rows, columns in path]
    found = scores([logit(evidence(texts, rows, columns, ratio)) if rows and columns else None for rows, columns in sides])
    return [Pair(tuple(rows), tuple(columns), value) for (rows, columns), value in zip(sides, found, strict=True)]


def _of_few(zh: Sequence[str], en: Sequence[str], kept: Sequence[int], lexicon: Lexicon, encoder: Encoder | None) -> list[Pair]:
    """The pairs where only the lines ``kept`` of the longer text may have an answer."""
    is_zh = len(zh) > len(en)
    fewer = [(zh if is_zh else en)[line] for line in kept]
    pairs = align(fewer, en, lexicon, encoder) if is_zh else align(zh, fewer, lexicon, encoder)
    found: list[Pair] = []
    done = 0
    for pair in [*pairs, None]:
        side = () if pair is None else pair.zh if is_zh else pair.en
        places = tuple(kept[line] for line in side)
        until = len(zh if is_zh else en) if pair is None else places[0] if places else done
        found += [Pair((line,), (), 0.0) if is_zh else Pair((), (line,), 0.0) for line in range(done, until)]
        if pair is not None:
            whole = tuple(range(places[0], places[-1] + 1)) if places else ()
            found.append(replace(pair, zh=whole) if is_zh else replace(pair, en=whole))
            done = places[-1] + 1 if places else done
    return found


def score(zh: str, en: str, lexicon: Lexicon, encoder: Encoder | None = None) -> float:
    """How likely it is that two texts translate each other, 0 to 1; 0 where one is empty."""
    return score_pairs([zh], [en], [((0,), (0,))], lexicon, encoder)[0]


def score_pairs(
    zh: Sequence[str],
    en: Sequence[str],
    pairs: Sequence[Sides],
    lexicon: Lexicon,
    encoder: Encoder | None = None,  # noqa: ARG001 - weights without vectors fit as well; callers hand it in as to align
) -> list[float]:
    """The same for many pairs of two texts, each told by the places of its lines: ``((0, 1), (0,))``; 0 where a side is empty.

    Each pair is judged as a text by itself, as ``score`` does. Quicker than one by one: words are looked up once.
    """
    filled = [any(zh[row].strip() for row in rows) and any(en[column].strip() for column in columns) for rows, columns in pairs]
    if not any(filled):
        return [0.0] * len(pairs)
    texts = Texts(zh, en, lexicon, apart=True)
    return [
        alone(evidence(texts, rows, columns, SETTINGS["ratio"])) if both else 0.0
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
