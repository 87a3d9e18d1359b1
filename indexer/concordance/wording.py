"""What is typed into a concordance → the pieces that must follow one another in a text.

A phrase as it stands: Chinese characters one for one, English words in any inflected form, words in quotation marks exactly
so. ``*`` in or at a word stands for letters (``transplant*``), between Chinese characters for up to ten of them within a
clause (``器官*组织``), between English words for up to five words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from archive.errors import BadQuery
from archive.model import Language
from archive.text.folding import fold
from archive.text.sentences import has_han
from indexer.analysis.tokens import HAN

MAX_CHARACTERS = 200
MAX_PIECES = 60
MAX_WILDCARDS = 3

PieceKind = Literal["characters", "word", "exact", "letters", "gap", "mark"]

_QUOTES = str.maketrans(dict.fromkeys("“”„‟〝〞＂", '"') | {"＊": "*"})
_JOINING = frozenset("-‐‑–'’")
"""Marks that a phrase may have between its words or not: follow-up, follow up."""
_PIECE = re.compile(
    rf"(?P<quote>\")|(?P<letters>\*?[^\W_{HAN}]+(?:\*[^\W_{HAN}]+)*\*|\*[^\W_{HAN}]+(?:\*[^\W_{HAN}]+)*|[^\W_{HAN}]+(?:\*[^\W_{HAN}]+)+)"
    rf"|(?P<gap>\*+)|(?P<characters>[{HAN}]+)|(?P<word>\d+(?:[.,]\d+)+(?![^\W_{HAN}])|[^\W_{HAN}]+)(?:['’]s(?![^\W_{HAN}]))?"
    r"|(?P<mark>[^\w\s]|_)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what is looked for, folded. ``characters``: a run of Chinese; ``word``: any inflected form, ``exact``: this one;
    ``letters``: a word with wildcards; ``gap``: a wildcard between others; ``mark``: punctuation as typed."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A typed phrase, in the language it is looked for in."""

    typed: str
    language: Language
    pieces: tuple[Piece, ...]


def read_wording(typed: str, language: str = "auto") -> Wording:
    """The pieces of what was typed; ``auto``: Chinese where it has a Chinese character. Raises BadQuery for what is too long,
    has nothing to look for, or a language that is not ``zh``, ``en`` or ``auto``."""
    if len(typed) > MAX_CHARACTERS:
        raise BadQuery(f"the term has {len(typed)} characters; a concordance takes {MAX_CHARACTERS} at most")
    pieces = _trimmed(list(_pieces(fold(typed.translate(_QUOTES)))))
    if not any(piece.kind not in ("gap", "mark") for piece in pieces):
        raise BadQuery(f"{_printable(typed)!r} has no word to look for; type a term in Chinese or English")
    if len(pieces) > MAX_PIECES:
        raise BadQuery(f"the term has {len(pieces)} words; a concordance takes {MAX_PIECES} at most")
    if sum(piece.text.count("*") for piece in pieces if piece.kind in ("gap", "letters")) > MAX_WILDCARDS:
        raise BadQuery(f"the term has more than {MAX_WILDCARDS} wildcards (*)")
    return Wording(typed.strip(), _language(language, typed), tuple(pieces))


def _language(language: str, typed: str) -> Language:
    match language or "auto":
        case "zh":
            return "zh"
        case "en":
            return "en"
        case "auto":
            return "zh" if has_han(fold(typed)) else "en"
    raise BadQuery(f"lang is {_printable(language)!r}; it can be zh, en or auto")


def _pieces(folded: str) -> Iterator[Piece]:
    quoted = False
    for match in _PIECE.finditer(folded):
        kind = match.lastgroup
        if kind == "quote":
            quoted = not quoted
        elif match[0] in _JOINING:
            continue
        elif kind == "gap":
            yield Piece("gap", "*")
        elif kind == "word":
            yield Piece("exact" if quoted else "word", match["word"])
        else:
            yield Piece(kind, match[0])  # type: ignore[arg-type]  # the groups are named for the kinds


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Without wildcards at either end: they stand for nothing there."""
    while pieces and pieces[-1].kind == "gap":
        pieces.pop()
    while pieces and pieces[0].kind == "gap":
        pieces.pop(0)
    return pieces


def _printable(text: str) -> str:
    return "".join(c for c in text[:40] if unicodedata.category(c)[0] != "C")
