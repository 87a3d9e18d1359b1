"""What can be told of two lists of lines before and after they are aligned: whether they can be each other's translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from archive.alignment.aligner.pairs import Pair
from archive.errors import Problem
from archive.text.sentences import language_of

_SAMPLE = 400
_MOST = 0.5
_TIMES = 5
_FEW_LINES = 10
_LONGEST = 50_000
_LOW = 0.5
_LITTLE = 0.2
_LEAST_PAIRS = 5
_MANY = 0.3


def problems_before(zh: Sequence[str], en: Sequence[str], zh_path: Path, en_path: Path) -> Iterator[Problem]:
    """What is odd about two files as Chinese and English of one text: empty, the same, swapped, of very unequal length."""
    empty = [path for path, lines in ((zh_path, zh), (en_path, en)) if not any(map(str.strip, lines))]
    for path in empty:
        yield Problem("warning", "this file has no text; nothing answers to the lines of the other", path=path)
    for path, lines in ((zh_path, zh), (en_path, en)):
        if longest := max(map(len, lines), default=0) // _LONGEST:
            place = next(i for i, line in enumerate(lines, 1) if len(line) >= longest * _LONGEST)
            yield Problem("warning", "this line is very long; write one sentence or paragraph a line", place, path)
    if empty:
        return
    if list(zh) == list(en):
        message = f"{zh_path} is the same text; hand in the Chinese file first, then the English one"
        yield Problem("warning", message, path=en_path)
        return
    yield from _languages(zh, en, zh_path, en_path)
    fewer, more = sorted((sum(map(bool, map(str.strip, lines))), path) for lines, path in ((zh, zh_path), (en, en_path)))
    if more[0] > max(_FEW_LINES, _TIMES * fewer[0]):
        message = f"{more[0]} lines against {fewer[0]} of {fewer[1]}; look whether both are whole, and one segment a line"
        yield Problem("warning", message, path=more[1])


def _languages(zh: Sequence[str], en: Sequence[str], zh_path: Path, en_path: Path) -> Iterator[Problem]:
    first, second = (_share_of_chinese(lines) for lines in (zh, en))
    if first < _MOST < second:
        message = f"this file is English and {en_path} Chinese; hand them in the other way round: the Chinese one first"
        yield Problem("warning", message, path=zh_path)
    elif first < _MOST:
        yield Problem("warning", "this file is not Chinese; look whether it is the right one", path=zh_path)
    elif second > _MOST:
        yield Problem("warning", "this file is not English; look whether it is the right one", path=en_path)


def _share_of_chinese(lines: Sequence[str]) -> float:
    """How many of the lines with letters are Chinese; a sample of them, evenly taken."""
    told = [line[:_SAMPLE] for line in lines[:: max(1, len(lines) // _SAMPLE)] if any(map(str.isalpha, line[:_SAMPLE]))]
    return sum(language_of(line) == "zh" for line in told) / len(told) if told else _MOST


def problems_after(pairs: Sequence[Pair], zh_path: Path, en_path: Path) -> Iterator[Problem]:
    """A warning where few lines found an answer that is like a translation: of another text or version, most likely."""
    joined = [pair for pair in pairs if pair.zh and pair.en]
    good = sum(pair.score >= _LOW for pair in joined)
    whole = sum(bool(pair.zh) for pair in pairs)
    if whole >= _LEAST_PAIRS and good < _LITTLE * whole:
        message = f"only {good} of {whole} pairs look like translations; look whether {en_path} is of this text and version"
        yield Problem("warning", message, path=zh_path)


def problems_of_gaps(
    pairs: Sequence[Pair], zh: Sequence[str], en: Sequence[str], zh_path: Path, en_path: Path
) -> Iterator[Problem]:
    """A warning for each file of which nothing answers to many lines: the other is not whole, or of another version."""
    alone_zh = [i for pair in pairs if not pair.en for i in pair.zh]
    alone_en = [i for pair in pairs if not pair.zh for i in pair.en]
    for alone, lines, path, other in ((alone_zh, zh, zh_path, en_path), (alone_en, en, en_path, zh_path)):
        told, whole = sum(bool(lines[i].strip()) for i in alone), sum(map(bool, map(str.strip, lines)))
        if told >= _LEAST_PAIRS and told > _MANY * whole:
            message = f"nothing answers to {told} of {whole} lines; look whether {other} is whole, and of the same version"
            yield Problem("warning", message, path=path)
