"""Folded text → runs and tokens with their places in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

RunKind = Literal["chinese", "latin", "mark"]

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
MARKS = ",.;:!?。、"
"""Marks that end a clause (folded)."""

_HAN = re.compile(f"[{HAN}]")
_RUN = re.compile(
    rf"(?P<chinese>[{HAN}]+)"
    rf"|(?P<latin>\d+(?:[.,]\d+)+(?![^\W_{HAN}])|[^\W_{HAN}]+)(?:['’]s(?![^\W_{HAN}]))?"  # 1,000; donor's is donor
    rf"|(?P<mark>[{MARKS}])"
)


class Run(NamedTuple):
    """A stretch of one kind: Chinese characters, one Latin or digit word, or one mark that ends a clause."""

    kind: RunKind
    text: str
    start: int
    end: int


class Token(NamedTuple):
    """A term of the ``characters`` stream and the range of folded text it stands for."""

    term: str
    start: int
    end: int


@lru_cache(maxsize=1 << 16)
def is_han(term: str) -> bool:
    """Whether a term is a Chinese character."""
    return len(term) == 1 and _HAN.match(term) is not None


def runs(folded: str) -> Iterator[Run]:
    """All runs of folded text in order. Brackets, quotation marks, hyphens and spaces belong to none."""
    for match in _RUN.finditer(folded):
        kind: RunKind = match.lastgroup  # type: ignore[assignment]  # one of the three groups always matched
        yield Run(kind, match[kind], *match.span(kind))


def tokens(folded: str) -> list[Token]:
    """The terms of the ``characters`` stream in order.

    A mark that ends a clause is a term too, so that no phrase runs across it unless it says so.
    """
    found: list[Token] = []
    for run in runs(folded):
        if run.kind == "chinese":
            found += [Token(character, run.start + i, run.start + i + 1) for i, character in enumerate(run.text)]
        else:
            found.append(Token(run.text, run.start, run.end))
    return found


def compounds(folded: str) -> list[Token]:
    """Words with a hyphen behind a prefix that is also written in one with the word, without it: co-operate is cooperate too."""
    if "-" not in folded and "\u2010" not in folded:
        return []
    return [Token(match["prefix"] + match["word"], *match.span()) for match in _compound().finditer(folded)]


@cache
def _compound() -> re.Pattern[str]:
    prefixes = files(__package__).joinpath("prefixes.tsv").read_text(encoding="utf-8").split()[1:]
    return re.compile(rf"(?<![^\W_]|[-\u2010])(?P<prefix>{'|'.join(prefixes)})[-\u2010](?P<word>[a-z]{{3,40}})(?![^\W_])")
