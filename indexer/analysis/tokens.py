"""Folded text → runs and tokens with their places in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

RunKind = Literal["chinese", "latin", "mark"]

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
MARKS = ",.;:!?。、"
"""Marks that end a clause (folded)."""

_RUN = re.compile(
    rf"(?P<chinese>[{HAN}]+)"
    rf"|(?P<latin>\d+(?:[.,]\d+)+(?![^\W_{HAN}])|[^\W_{HAN}]+)(?:['’]s(?![^\W_{HAN}]))?"  # 1,000; donor's is donor
    rf"|(?P<mark>[{MARKS}])"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one kind: Chinese characters, one Latin or digit word, or one mark that ends a clause."""

    kind: RunKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """A term of the ``characters`` stream and the range of folded text it stands for."""

    term: str
    start: int
    end: int


def runs(folded: str) -> Iterator[Run]:
    """All runs of folded text in order. Brackets, quotation marks, hyphens and spaces belong to none."""
    for match in _RUN.finditer(folded):
        kind: RunKind = match.lastgroup  # type: ignore[assignment]  # one of the three groups always matched
        yield Run(kind, match[kind], *match.span(kind))


def tokens(folded: str) -> list[Token]:
    """The ``characters`` stream: a token's index in the list is its position.

    A mark that ends a clause is a term too, so that no phrase runs across it unless it says so.
    """
    found: list[Token] = []
    for run in runs(folded):
        if run.kind == "chinese":
            found += [Token(character, run.start + i, run.start + i + 1) for i, character in enumerate(run.text)]
        else:
            found.append(Token(run.text, run.start, run.end))
    return found
