"""A wording → a regular expression over folded text, and one over text as it stands that lets no candidate slip.

The words of a phrase are found by their stems: which forms of a word the archive's texts hold is learned while they are gone
through, so that nothing but what stands there is looked for. All repetitions are bounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.analysis import english
from indexer.analysis.tokens import HAN, MARKS
from indexer.concordance.quick_folding import character_class
from indexer.concordance.wording import Piece, Wording

_LETTER = rf"[^\W_{HAN}]"
_ASCII_LETTER = "[a-z0-9]"
_ENDS = rf"(?!{_LETTER})"
_BETWEEN = rf"(?:['’]s)?[^\w{MARKS}]{{1,5}}"
"""Between two words: spaces, hyphens, brackets; no mark that ends a clause."""
_SPACE = r"\s{0,3}"
_CHARACTERS = rf"[^{MARKS}\n]{{0,10}}?"
_WORDS = rf"(?:{_BETWEEN}{_LETTER}+){{0,5}}?{_BETWEEN}"
_LETTERS = rf"{_LETTER}{{0,20}}"


def stems(wording: Wording) -> dict[str, str]:
    """The words of a wording that are found in any inflected form, with their stems."""
    return {piece.text: english.stem(piece.text) for piece in wording.pieces if piece.kind == "word"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One expression for folded text of any script, and the same for ASCII, which is several times as quick."""

    general: re.Pattern[str]
    ascii: re.Pattern[str]

    def of(self, folded: str) -> re.Pattern[str]:
        """The one for a text."""
        return self.ascii if folded.isascii() else self.general


def form_pattern(stem: str) -> Pattern:
    """Folded words that may have a stem: those that begin as it does, but for the letter that a rule may change."""
    begins = sorted({_beginning(stem), *english.listed_words(stem)})
    return _compiled(f"(?:{'|'.join(map(_beginning_with, begins))}){_LETTER}*")


def exact_pattern(wording: Wording, forms: dict[str, tuple[str, ...]]) -> Pattern:
    """Every occurrence in folded text; ``forms``: of each word that is found by its stem, those that the texts hold."""
    parts: list[str] = []
    before: Piece | None = None
    for piece in wording.pieces:
        if before is not None and "gap" not in (before.kind, piece.kind):
            parts.append(_joint(before, piece))
        parts.append(_gap(wording) if piece.kind == "gap" else _expression(piece, forms))
        before = piece
    return _compiled("".join(parts))


def _compiled(expression: str) -> Pattern:
    return Pattern(re.compile(expression), re.compile(expression.replace(_LETTER, _ASCII_LETTER), re.ASCII))


def _beginning_with(text: str) -> str:
    """The text where a word begins; the look back stands behind it, so that the search may leap to its first letter."""
    return f"{re.escape(text)}(?<!{_LETTER}{re.escape(text)})"


def raw_pattern(wording: Wording) -> tuple[re.Pattern[str], str]:
    """What an unfolded text has wherever it has the wording, but for irregular characters; and the characters it rests on."""
    piece = max(wording.pieces, key=_tells)
    text = {"word": _shared_beginning(piece.text), "letters": max(piece.text.split("*"), key=len)}.get(piece.kind, piece.text)
    return re.compile("".join(map(character_class, text))), text


def _tells(piece: Piece) -> tuple[bool, int]:
    """How well a piece narrows the texts down: Chinese characters and long words tell most."""
    return piece.kind not in ("gap", "mark"), len(piece.text) * (4 if piece.kind == "characters" else 1)


def _shared_beginning(word: str) -> str:
    """What all words with the stem of this one begin with."""
    stem = english.stem(word)
    begins = [_beginning(stem), *english.listed_words(stem)]
    shared = 0
    while shared < min(map(len, begins)) and len({one[shared] for one in begins}) == 1:
        shared += 1
    return begins[0][:shared]


def _beginning(stem: str) -> str:
    """die has dying; party, parti has parties: the last letter of a stem may be a rule's, of a short one all but the first."""
    return stem if stem.isdecimal() else stem[:-1] if len(stem) > 3 else stem[:1]


def _expression(piece: Piece, forms: dict[str, tuple[str, ...]]) -> str:
    match piece.kind:
        case "word":
            known = sorted({piece.text, *forms.get(piece.text, ())}, key=len, reverse=True)
            return f"(?:{'|'.join(map(_beginning_with, known))}){_ENDS}"
        case "exact":
            return f"{_beginning_with(piece.text)}{_ENDS}"
        case "letters":
            first, *others = piece.text.split("*")
            return _LETTERS.join([_beginning_with(first), *map(re.escape, others)]) + _ENDS
    return re.escape(piece.text)


def _joint(before: Piece, piece: Piece) -> str:
    latin = ("word", "exact", "letters")
    return _BETWEEN if before.kind in latin and piece.kind in latin else _SPACE


def _gap(wording: Wording) -> str:
    return _CHARACTERS if any(piece.kind == "characters" for piece in wording.pieces) else _WORDS
