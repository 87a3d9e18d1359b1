"""CC-CEDICT as sorted lines for looking up both ways: what to call a Chinese word, and the Chinese words for a gloss."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from archive.alignment.words.dictionary import entries, line_glosses
from archive.text.folding import fold
from indexer.analysis import chinese, english

MOST_GLOSSES = 6
"""Of one word: the later ones are rare meanings."""
_MOST_WORDS = 8
_LONGEST_GLOSS = 4
"""Words; a longer gloss explains its word, it does not translate it."""
_RAREST = 19.0
"""Over the logarithm of the least likely word's share (-18)."""
_LEADING = re.compile(r"(?:(?:to(?: be)?|a|an|the|sb|sth|sb's|one's) )+")
_PLACEHOLDERS = re.compile(r"\b(?:sb|sth|one's|oneself|sb's|etc)\b")
_PLAIN = re.compile(r"[a-z]+(?:[ '-][a-z]+)*")
_NAME = re.compile(r"\[[A-Z]")


def dictionary_lines() -> list[str]:
    """The lines of both directions in the order of their bytes."""
    glosses: dict[str, dict[str, None]] = defaultdict(dict)
    for word in entries():
        glosses[fold(word)] |= dict.fromkeys(_glosses(word))
    chinese_lines, by_stems = [], defaultdict[str, dict[str, list[tuple[float, str]]]](lambda: defaultdict(list))
    for word, found in glosses.items():
        if found:
            chinese_lines.append("\t".join((word, *islice(found, MOST_GLOSSES))))
        for rank, gloss in enumerate(islice(found, MOST_GLOSSES)):
            by_stems[" ".join(stems(gloss))][gloss].append((-_likely(word, rank, len(found)), word))
    return sorted([*chinese_lines, *_english_lines(by_stems)], key=str.encode)


def stems(text: str) -> tuple[str, ...]:
    """The stems of folded English words."""
    return tuple(english.stem(word) for word in re.findall(r"[a-z]+", text.replace("'s ", " ")))


def _english_lines(by_stems: dict[str, dict[str, list[tuple[float, str]]]]) -> Iterator[str]:
    for key, glossed in by_stems.items():
        best = sorted((min(words)[0], gloss) for gloss, words in glossed.items())
        cells = (f"{gloss}:{' '.join(_first(word for _, word in sorted(glossed[gloss])))}" for _, gloss in best)
        yield "\t".join((key, *cells))


def _first(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))[:_MOST_WORDS]


def _glosses(word: str) -> Iterator[str]:
    """The glosses of a word that can be looked for; of a single character no surnames."""
    for line in entries()[word].decode().split("\n"):
        if len(word) == 1 and _NAME.match(line):
            continue
        for gloss in line_glosses(line):
            plain = _LEADING.sub("", _PLACEHOLDERS.sub("", fold(gloss)).strip(), count=1) if gloss else ""
            plain = " ".join(plain.split())
            if _PLAIN.fullmatch(plain) and plain.count(" ") < _LONGEST_GLOSS:
                yield plain


def _likely(word: str, rank: int, count: int) -> float:
    """How likely a word is meant by its gloss: frequent words, and those whose main gloss it is."""
    place: float = (1 + rank) ** 0.5 * (1 + count) ** 0.25
    return (_RAREST + chinese.segmenter().likelihood(word)) / place
