"""English words in other spellings: British and American (organisation, organization), in two and in one (health care).

``spellings.tsv`` has endings (with what may follow them, - for nothing), parts, whole words, and prefixes. A rule gives
candidates in both directions; the index says which of them are words. That a text has co-operation for a typed cooperation, the
index knows by itself.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice

from indexer.analysis import english
from indexer.expanding.keys import Frequency
from indexer.query.leaves import Leaf, content

_MOST = 3
_LEAST_BEFORE = 3
_LEAST_AFTER_PREFIX = 3


def other_spellings(leaves: Sequence[Leaf], frequency: Frequency) -> Iterator[tuple[str, str, tuple[Leaf, ...]]]:
    """Words typed side by side with one of them, or two that are one word, spelled otherwise: the spelling, of what, the whole.

    Only what the index has; at most three.
    """
    yield from islice(_respelled(leaves, frequency), _MOST)


def _respelled(leaves: Sequence[Leaf], frequency: Frequency) -> Iterator[tuple[str, str, tuple[Leaf, ...]]]:
    leaves = tuple(leaves)
    wanted = content(leaves)
    for at, leaf in enumerate(leaves):
        if leaf.kind != "english" or leaf not in wanted:
            continue
        for size in (1, 2):
            run = leaves[at : at + size]
            if len(run) == size and all(one.kind == "english" for one in run):
                for other in spellings(tuple(one.text for one in run)):
                    if _is_other(run, other) and all(frequency("passage_words", english.stem(word)) for word in other):
                        made = (Leaf("english" if len(other) == 1 else "phrase", tuple(other)),)
                        yield " ".join(other), " ".join(one.text for one in run), leaves[:at] + made + leaves[at + size :]


def _is_other(run: Sequence[Leaf], other: Sequence[str]) -> bool:
    """Whether it is not found by the same stems anyway."""
    return [leaf.stem for leaf in run] != [english.stem(word) for word in other]


@lru_cache(maxsize=4096)
def spellings(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The words in what may be their other spellings; whether these are words is not known."""
    text = " ".join(words)
    found = [tuple(other.split()) for other in _words().get(text, ())]
    if len(words) == 1:
        found += [(other,) for other in _by_rule(text)]
    elif words[0] in _prefixes() and len(words[1]) >= _LEAST_AFTER_PREFIX:
        found.append(("".join(words),))
    return tuple(dict.fromkeys(found))


def _by_rule(word: str) -> Iterator[str]:
    for pattern, other in _rules():
        if (changed := pattern.sub(other, word, count=1)) != word:
            yield changed


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What is to be replaced, by what; a rule in both directions."""
    found = []
    for row in _rows("ending", "part"):
        before = after = ""
        if row["kind"] == "ending":
            before = rf"(?<=\w{{{_LEAST_BEFORE}}})" if len(row["british"]) > 1 else ""
            after = f"(?=(?:{'|'.join(row['after'].replace('-', '').split(' '))})$)"
        for one, other in ((row["british"], row["american"]), (row["american"], row["british"])):
            found.append((re.compile(before + one + after), other))
    return tuple(found)


@cache
def _words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in _rows("word"):
        found.setdefault(row["british"], []).append(row["american"])
        found.setdefault(row["american"], []).append(row["british"])
    return found


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(row["british"] for row in _rows("prefix"))


def _rows(*kinds: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath("spellings.tsv").read_text(encoding="utf-8")
    return [row for row in csv.DictReader(text.splitlines(), delimiter="\t") if row["kind"] in kinds]
