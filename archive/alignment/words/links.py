"""Which words of a Chinese text answer to which of its English translation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from archive.alignment.words.english_words import WORD, stem
from archive.alignment.words.lexicon import Lexicon
from archive.alignment.words.signs import HAN_RUN, chinese_signs, english_signs
from archive.text.folding import simplified

LinkOrigin = Literal["term", "learned", "dictionary", "anchor"]
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
    candidates = [*_terms(text, tokens, lexicon), *_words(text, tokens, lexicon), *_signs(text, tokens)]
    candidates.sort(key=lambda link: (-link.weight, abs(link.zh[0] / len(zh) - link.en[0] / len(en)), link.zh, link.en))
    taken_zh, taken_en = bytearray(len(zh)), bytearray(len(en))
    found = []
    for link in candidates:
        if not any(taken_zh[slice(*link.zh)]) and not any(taken_en[slice(*link.en)]):
            taken_zh[slice(*link.zh)] = b"\1" * (link.zh[1] - link.zh[0])
            taken_en[slice(*link.en)] = b"\1" * (link.en[1] - link.en[0])
            found.append(link)
    return sorted(found, key=lambda link: link.zh)


def _plain(text: str) -> str:
    """Simplified and in small letters, with the offsets of the original."""
    return "".join(small if len(small := one.lower()) == 1 else one for one in simplified(text))


def _tokens(text: str) -> list[_Token]:
    words = [_Token(match.start(), match.end(), stem(match[0])) for match in WORD.finditer(text)]
    numbers = [_Token(start, end, sign) for start, end, sign in english_signs(text) if sign[0] in "#@"]
    return sorted([*words, *numbers], key=lambda token: token.start)


def _terms(zh: str, tokens: Sequence[_Token], lexicon: Lexicon) -> Iterator[Link]:
    for term, renderings in lexicon.terms_in(zh).items():
        places = [(start, start + len(term)) for start in _all(zh, term)]
        for rendering in renderings:
            for english in _stretches(rendering, tokens):
                yield from (Link(place, english, _TERM * len(term), "term") for place in places)


def _all(text: str, part: str) -> Iterator[int]:
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)


def _stretches(rendering: str, tokens: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """Where a rendering stands, in any inflection; function words between its words do not matter."""
    wanted = [token.stem for token in _tokens(rendering) if token.stem]
    content = [token for token in tokens if token.stem]
    for index in range(len(content) - len(wanted) + 1 if wanted else 0):
        window = content[index : index + len(wanted)]
        if [token.stem for token in window] == wanted:
            yield window[0].start, window[-1].end


def _words(zh: str, tokens: Sequence[_Token], lexicon: Lexicon) -> Iterator[Link]:
    places: dict[str, list[int]] = defaultdict(list)
    for index, token in enumerate(tokens):
        if token.stem:
            places[token.stem].append(index)
    for run in HAN_RUN.finditer(zh):
        for start in range(run.start(), run.end()):
            for end in range(start + 1, min(run.end(), start + lexicon.longest) + 1):
                translations = lexicon.translations(zh[start:end])
                hits = sorted((place, translations[one]) for one in translations.keys() & places.keys() for place in places[one])
                origin: LinkOrigin = "learned" if lexicon.is_learned(zh[start:end]) else "dictionary"
                share = (end - start) * (_SINGLE if end - start == 1 else 1.0)
                for english, weight in _together(hits, tokens):
                    yield Link((start, end), english, round(weight * share, 4), origin)


def _together(hits: Sequence[tuple[int, float]], tokens: Sequence[_Token]) -> Iterator[tuple[tuple[int, int], float]]:
    """Stretches of neighbouring hits, each word once, and each hit alone."""
    for index, weight in hits:
        yield (tokens[index].start, tokens[index].end), weight
    for (one, weight), (other, more) in pairwise(hits):
        if other - one < _FARTHEST and tokens[one].stem != tokens[other].stem:
            yield (tokens[one].start, tokens[other].end), weight + more


def _signs(zh: str, tokens: Sequence[_Token]) -> Iterator[Link]:
    """Numbers in any script, Latin words."""
    places: dict[str, list[_Token]] = defaultdict(list)
    for token in tokens:
        places[token.stem].append(token)
    for start, end, sign in chinese_signs(zh):
        yield from (Link((start, end), (token.start, token.end), 2.0, "anchor") for token in places.get(sign, ()))
