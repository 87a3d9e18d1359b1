"""Which words render which in the archive's own translations: IBM's Model 1 (Brown et al. 1993), trained both ways.

A word is shared out among the words of the other side that it may render, again and again by what was found so far, so that a
word which another one explains better is not given to a mere neighbour. CC-CEDICT says where to begin.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from indexer.expanding.dictionary_lines import stems
from indexer.expanding.dictionary_table import english_of
from indexer.query.leaves import Leaf, content, cut_leaves

Learned = dict[str, list[tuple[str, float]]]
"""By a Chinese word or the stem of an English one: words of the other language, each with how closely it goes with it (0..1)."""

MOST_PAIRS = 5_000
"""Pairs that are looked at: four seconds."""
_LONGEST = 40
"""Words of a text that are looked at."""
_LEAST = 2
_ROUNDS = 4
_GLOSSED = 8.0
"""What a gloss counts at the beginning, where any other word counts 1."""
_CLOSE = 0.15
_LEAST_SHARE = 0.01
_MOST_WORDS = 3

_Pair = tuple[Sequence[str], Sequence[str]]
_Table = Mapping[str, Mapping[str, float]]


def learned(pairs: Iterable[tuple[str, str]]) -> Learned:
    """From texts (Chinese, English) that translate each other; of very many, the first."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    read = _without_rare([(_words(zh, forms), _words(en, forms)) for zh, en in islice(pairs, MOST_PAIRS)])
    glossed, turned = _glossed({word for zh, _ in read for word in zh})
    english = _trained(read, glossed)
    chinese = _trained([(en, zh) for zh, en in read], turned)
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for zh, rendered in english.items():
        for en, share in rendered.items():
            both = round((share * chinese[en].get(zh, 0.0)) ** 0.5, 2)
            if both >= _CLOSE:
                found[zh].append((both, en))
                found[en].append((both, zh))
    return {word: [(_form(forms[one]), both) for both, one in _first(others)] for word, others in found.items()}


def _first(others: Sequence[tuple[float, str]]) -> Sequence[tuple[float, str]]:
    return sorted(others, key=lambda one: (-one[0], one[1]))[:_MOST_WORDS]


def _form(counted: Counter[str]) -> str:
    """The most frequent form of a word; of those that are level, the first in the alphabet."""
    return min(counted, key=lambda form: (-counted[form], form))


def _words(text: str, forms: Mapping[str, Counter[str]]) -> list[str]:
    """The words of a text as terms, each once; counts the forms of each."""
    found = [leaf for leaf in content(cut_leaves(text)) if _teaches(leaf)]
    for leaf in found:
        forms[leaf.as_word][leaf.text] += 1
    return list(dict.fromkeys(leaf.as_word for leaf in found))[:_LONGEST]


def _teaches(leaf: Leaf) -> bool:
    """Whether a word is worth learning: no number, no single character or letter."""
    return leaf.kind in ("word", "english") and len(leaf.text) > 1 and not leaf.text[0].isdigit()


def _without_rare(pairs: Sequence[_Pair]) -> list[_Pair]:
    """Without words of one pair only: nothing tells which of its other words they render."""
    counts = Counter(word for pair in pairs for side in pair for word in side)
    zh, en = ([[word for word in pair[side] if counts[word] >= _LEAST] for pair in pairs] for side in (0, 1))
    return list(zip(zh, en, strict=True))


def _glossed(words: Iterable[str]) -> tuple[_Table, _Table]:
    """What the dictionary says, both ways."""
    table = {word: {stem: _GLOSSED for gloss in english_of(word) for stem in stems(gloss)} for word in words}
    turned: dict[str, dict[str, float]] = defaultdict(dict)
    for word, glosses in table.items():
        for gloss in glosses:
            turned[gloss][word] = _GLOSSED
    return table, turned


def _trained(pairs: Sequence[_Pair], first: _Table) -> _Table:
    """Word → words of the other side → how likely each stands for it."""
    table, unknown = first, 1.0
    for _ in range(_ROUNDS):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for given, rendered in pairs:
            rows = [(table.get(word, {}), counts[word]) for word in given]
            for other in rendered:
                shares = [row.get(other, unknown) for row, _ in rows]
                if total := sum(shares):
                    for share, (_, counted) in zip(shares, rows, strict=True):
                        counted[other] += share / total
        table, unknown = {word: _normal(counted) for word, counted in counts.items()}, 0.0
    return table


def _normal(counted: Mapping[str, float]) -> Mapping[str, float]:
    total = sum(counted.values())
    return {word: count / total for word, count in counted.items() if count > _LEAST_SHARE * total}
