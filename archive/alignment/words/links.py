"""Which words of a Chinese text answer to which of its English translation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from archive.alignment.words.dictionary import longest_by_beginning
from archive.alignment.words.english_words import WORD, stem
from archive.alignment.words.lexicon import Lexicon
from archive.alignment.words.signs import HAN_RUN, chinese_signs, english_signs
from archive.text.folding import simplified

LinkOrigin = Literal["term", "learned", "dictionary", "anchor"]
_Span = tuple[int, int]
_Found = tuple[_Span, _Span, float, LinkOrigin]
_Candidate = tuple[float, float, _Span, _Span, LinkOrigin]
_FARTHEST = 3
"""Words of one rendering stand at most so many words apart: quality *and* safety."""
_TERM = 10.0
_SINGLE = 0.5
_LONGEST = 20_000
"""Of a longer text the rest has no links: a passage is never so long."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that answer to each other, as ranges of code points of the two texts, with the weight of the evidence."""

    zh: tuple[int, int]
    en: tuple[int, int]
    weight: float
    origin: LinkOrigin


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    stem: str


def word_links(zh: str, en: str, lexicon: Lexicon) -> list[Link]:
    """The links of two texts in the order of the Chinese: each stretch of either text is in one link at most.

    Terms of the term base go first, as whole spans; then words that were learned, numbers and names, dictionary words, the
    surest first. Where a word occurs more than once, the places that lie alike in their texts belong together.
    """
    text, tokens = _plain(zh[:_LONGEST]), _tokens(en[:_LONGEST])
    taken_zh, taken_en = bytearray(len(zh)), bytearray(len(en))
    found = []
    for weight, _, own, there, origin in sorted(_candidates(text, tokens, lexicon, len(zh), len(en))):
        if 1 not in taken_zh[slice(*own)] and 1 not in taken_en[slice(*there)]:
            taken_zh[slice(*own)] = b"\1" * (own[1] - own[0])
            taken_en[slice(*there)] = b"\1" * (there[1] - there[0])
            found.append(Link(own, there, -weight, origin))
    return sorted(found, key=lambda link: link.zh)


def _candidates(zh: str, tokens: Sequence[_Token], lexicon: Lexicon, length: int, other: int) -> Iterator[_Candidate]:
    """All links there may be; the least is the surest, of equal weight that of which the sides lie most alike."""
    for found in (_terms(zh, tokens, lexicon), _words(zh, tokens, lexicon), _signs(zh, tokens)):
        for own, there, weight, origin in found:
            yield -weight, abs(own[0] / length - there[0] / other), own, there, origin


def _plain(text: str) -> str:
    """Simplified and in small letters, with the offsets of the original."""
    return "".join(small if len(small := one.lower()) == 1 else one for one in simplified(text))


def _tokens(text: str) -> list[_Token]:
    words = [_Token(match.start(), match.end(), stem(match[0])) for match in WORD.finditer(text)]
    numbers = [_Token(start, end, sign) for start, end, sign in english_signs(text) if sign[0] in "#@"]
    return sorted([*words, *numbers], key=lambda token: token.start)


def _terms(zh: str, tokens: Sequence[_Token], lexicon: Lexicon) -> Iterator[_Found]:
    content = [token for token in tokens if token.stem]
    places: dict[str, list[_Span]] = defaultdict(list)
    for start, end in _parts(zh, lexicon.longest_own):
        if zh[start:end] in lexicon.terms:
            places[zh[start:end]].append((start, end))
    for term, spans in places.items():
        for rendering in lexicon.terms[term]:
            for english in _stretches(_wanted(rendering), content):
                yield from ((span, english, _TERM * len(term), "term") for span in spans)


def _parts(text: str, longest: Mapping[str, int]) -> Iterator[_Span]:
    """The stretches that may be words of a list; ``longest``: of its words that begin with two characters."""
    for start in range(len(text)):
        most = max(longest.get(text[start : start + 2], 0), 1 if text[start] in longest else 0)
        for end in range(start + 1, min(start + most, len(text)) + 1):
            yield start, end


@lru_cache(maxsize=1 << 14)
def _wanted(rendering: str) -> tuple[str, ...]:
    return tuple(token.stem for token in _tokens(rendering) if token.stem)


def _stretches(wanted: tuple[str, ...], content: Sequence[_Token]) -> Iterator[_Span]:
    """Where a rendering stands, in any inflection; function words between its words do not matter."""
    for index in range(len(content) - len(wanted) + 1 if wanted else 0):
        if content[index].stem == wanted[0]:
            window = content[index : index + len(wanted)]
            if all(token.stem == one for token, one in zip(window, wanted, strict=True)):
                yield window[0].start, window[-1].end


def _words(zh: str, tokens: Sequence[_Token], lexicon: Lexicon) -> Iterator[_Found]:
    places: dict[str, list[int]] = defaultdict(list)
    for index, token in enumerate(tokens):
        if token.stem:
            places[token.stem].append(index)
    for start, end in _known(zh, lexicon):
        translations = lexicon.translations(zh[start:end])
        hits = [(place, translations[one]) for one in translations.keys() & places.keys() for place in places[one]]
        if hits:
            origin: LinkOrigin = "learned" if lexicon.is_learned(zh[start:end]) else "dictionary"
            share = (end - start) * (_SINGLE if end - start == 1 else 1.0)
            for english, weight in _together(sorted(hits), tokens):
                yield (start, end), english, weight * share, origin


def _known(zh: str, lexicon: Lexicon) -> Iterator[_Span]:
    """The words of the lexicon in a text, longer ones and those within them."""
    listed, own = longest_by_beginning(), lexicon.longest_own
    for run in HAN_RUN.finditer(zh):
        text, offset = run[0], run.start()
        for start in range(len(text)):
            beginning = text[start : start + 2]
            most = max(listed.get(beginning, 1), own.get(beginning, 1))
            for end in range(start + 1, min(start + most, len(text)) + 1):
                if end == start + 1 or text[start:end] in lexicon:
                    yield offset + start, offset + end


def _together(hits: Sequence[tuple[int, float]], tokens: Sequence[_Token]) -> Iterator[tuple[tuple[int, int], float]]:
    """Stretches of neighbouring hits, each word once, and each hit alone."""
    for index, weight in hits:
        yield (tokens[index].start, tokens[index].end), weight
    for (one, weight), (other, more) in pairwise(hits):
        if other - one < _FARTHEST and tokens[one].stem != tokens[other].stem:
            yield (tokens[one].start, tokens[other].end), weight + more


def _signs(zh: str, tokens: Sequence[_Token]) -> Iterator[_Found]:
    """Numbers in any script, Latin words."""
    places: dict[str, list[_Token]] = defaultdict(list)
    for token in tokens:
        places[token.stem].append(token)
    for start, end, sign in chinese_signs(zh):
        yield from (((start, end), (token.start, token.end), 2.0, "anchor") for token in places.get(sign, ()))
