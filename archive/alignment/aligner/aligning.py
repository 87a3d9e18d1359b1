"""Which lines of a Chinese text and of an English one translate each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from archive.alignment.aligner.calibration import alone, logit, scores
from archive.alignment.aligner.corridors import anchors, corridor, corridor_along
from archive.alignment.aligner.dynamic import Search, Step
from archive.alignment.aligner.evidence import evidence
from archive.alignment.aligner.own_words import own_words
from archive.alignment.aligner.pairs import Pair
from archive.alignment.aligner.profiles import Texts
from archive.alignment.aligner.rough import rough_path
from archive.alignment.aligner.settings import SETTINGS
from archive.alignment.aligner.similarities import Similarities
from archive.alignment.words.lexicon import Lexicon

if TYPE_CHECKING:
    from archive.alignment.aligner.vectors import Encoder

_USUAL = 2000
"""So many characters count as if they had the usual ratio of lengths."""


def align(zh: Sequence[str], en: Sequence[str], lexicon: Lexicon, encoder: Encoder | None = None) -> list[Pair]:
    """Every index of both sides in exactly one pair, in order: 1-1, 1-2, 2-1, 2-2, 1-0, 0-1, rarely more.

    Rare words that answer to each other give a rough path through the two texts; the lines that surely meet on it teach the
    words that the lexicon lacks; the best path close to it is the answer. Time and memory grow with the number of lines,
    whatever is in them. An empty line answers to nothing.
    """
    texts = Texts(zh, en, lexicon)
    similarities = Similarities(zh, en, encoder) if encoder and zh and en else None
    path, ratio = best_path(texts, similarities)
    sides = [(range(row - rows, row), range(column - columns, column)) for row, column, rows, columns in path]
    found = scores([logit(evidence(texts, rows, columns, ratio)) if rows and columns else None for rows, columns in sides])
    return [Pair(tuple(rows), tuple(columns), value) for (rows, columns), value in zip(sides, found, strict=True)]


def score(zh: str, en: str, lexicon: Lexicon, encoder: Encoder | None = None) -> float:  # noqa: ARG001
    """How likely it is that two texts translate each other, 0 to 1; 0 where one is empty. Vectors change nothing here."""
    if not zh.strip() or not en.strip():
        return 0.0
    return alone(evidence(Texts([zh], [en], lexicon), (0,), (0,), SETTINGS["ratio"]))


def best_path(texts: Texts, similarities: Similarities | None = None) -> tuple[list[Step], float]:
    """The units of the best path, and the ratio of the lengths of English to Chinese."""
    size = len(texts.lines), len(texts.tokens)
    rough = rough_path(texts, corridor(anchors(texts), *size))
    sure = [(row, column, _is_sure(texts, row, column, worth)) for row, column, worth in rough]
    meeting = [(row - 1, column - 1) for row, column, is_sure in sure if is_sure]
    texts.learn(own_words(texts, meeting))
    ratio = _ratio(texts, meeting)
    return Search(texts, corridor_along(sure, *size), ratio, similarities).path(), ratio


def _is_sure(texts: Texts, row: int, column: int, worth: float) -> bool:
    """Whether two single lines share more than what is in them costs."""
    return worth > 0 and worth > SETTINGS["sure"] * (texts.lines[row - 1].penalty + texts.penalties[column - 1])


def _ratio(texts: Texts, pairs: Sequence[tuple[int, int]]) -> float:
    """Length of the English to that of the Chinese, from sure pairs; the usual one counts as some of them."""
    zh = sum(texts.lines[row].length for row, _ in pairs)
    en = sum(texts.lengths[column] for _, column in pairs)
    return (en + SETTINGS["ratio"] * _USUAL) / (zh + _USUAL)
