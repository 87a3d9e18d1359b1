"""Seeded queries over a generated collection, by class: as a reader types them, and as terms for engines that know no syntax."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from indexer.analysis import sequence
from indexer.query.leaves import Leaf, cut_leaves, quoted_leaves
from tests.benchmarks.asked import Asked, Clause
from tests.benchmarks.generated import SEED, Generated, document
from tests.benchmarks.vocabulary import vocabulary

EACH = 25
"""Queries of a class."""


def queries(passages: int) -> list[Asked]:
    """So many of each class as ``EACH`` says, for a collection of so many passages."""
    collection = Generated(passages)
    made: list[Asked] = []
    for name, make in _CLASSES.items():
        chance = random.Random(f"{SEED} {name} {passages}")  # noqa: S311 - data for a benchmark
        made += [make(name, chance, collection) for _ in range(EACH)]
    return made


def _frequent(name: str, chance: random.Random, _: Generated) -> Asked:
    """One of the hundred most frequent words, of one character or more."""
    return _all(name, vocabulary().words[chance.randrange(100)])


def _rare(name: str, chance: random.Random, collection: Generated) -> Asked:
    """A word of about five passages, as far as the vocabulary goes down."""
    once = 1 / (len(collection.ids()) * 40 * 40)
    return _all(name, _one(chance, max(2e-6, 2 * once), max(3e-6, 10 * once)))


def _and2(name: str, chance: random.Random, _: Generated) -> Asked:
    return _all(name, f"{_one(chance, 1e-4, 1e-3)} {_one(chance, 1e-4, 1e-3)}")


def _phrase(name: str, chance: random.Random, collection: Generated) -> Asked:
    text = _sentence(chance, collection)
    at = chance.randrange(max(1, len(text) - 6))
    quoted = text[at : at + chance.randint(3, 6)]
    return Asked(name, f'"{quoted}"', tuple(map(clause, quoted_leaves(quoted))))


def _or4(name: str, chance: random.Random, _: Generated) -> Asked:
    words = [_one(chance, 1e-4, 2e-3) for _ in range(4)]
    return Asked(name, " OR ".join(words), tuple(clause(leaf) for word in words for leaf in quoted_leaves(word)), any_of=True)


def _prefix(name: str, chance: random.Random, _: Generated) -> Asked:
    word = _english(chance, 6)[: chance.randint(4, 5)]
    return Asked(name, f"{word}*", (Clause("characters", (word,), "prefix"),))


def _wildcard(name: str, chance: random.Random, _: Generated) -> Asked:
    word = _english(chance, 6)
    pattern = f"{word[:3]}?{word[4:6]}*"
    return Asked(name, pattern, (Clause("characters", (pattern,), "wildcard"),))


def _fuzzy(name: str, chance: random.Random, _: Generated) -> Asked:
    word = _english(chance, 6)
    at = chance.randrange(2, len(word))
    misspelt = word[:at] + word[at + 1 :]
    return Asked(name, f"{misspelt}~1", (Clause("characters", (misspelt,), "fuzzy"),))


def _facets2(name: str, chance: random.Random, collection: Generated) -> Asked:
    facts = document(chance.randint(1, len(collection.ids())))
    plain = _all(name, _one(chance, 1e-4, 2e-3))
    return Asked(name, plain.typed, plain.clauses, filters={"issuer": [facts.issuers[0].best()], "status": [facts.status]})


def _question(name: str, chance: random.Random, collection: Generated) -> Asked:
    """Twelve words of one passage, not in its order: what a reader remembers of it."""
    leaves = [leaf for leaf in dict.fromkeys(cut_leaves(_sentence(chance, collection))) if leaf.kind == "word"]
    chosen = chance.sample(leaves, min(12, len(leaves)))
    return Asked(name, " ".join(leaf.text for leaf in chosen), tuple(map(clause, chosen)), any_of=True)


def _across(name: str, chance: random.Random, _: Generated) -> Asked:
    """A term of the dictionary, which our search also looks for in English."""
    return _all(name, _one(chance, 2e-5, 3e-4))


def _number(name: str, chance: random.Random, collection: Generated) -> Asked:
    return _all(name, document(chance.randint(1, len(collection.ids()))).number or "")


_CLASSES: dict[str, Callable[[str, random.Random, Generated], Asked]] = {
    "frequent": _frequent,
    "rare": _rare,
    "AND2": _and2,
    "phrase": _phrase,
    "OR4": _or4,
    "prefix": _prefix,
    "wildcard": _wildcard,
    "fuzzy": _fuzzy,
    "2 facets": _facets2,
    "question": _question,
    "across": _across,
    "number": _number,
}


def clause(leaf: Leaf) -> Clause:
    """What an engine without syntax looks for in place of a leaf."""
    return Clause("words", (leaf.stem,)) if leaf.kind == "english" else Clause("characters", sequence(leaf.terms))


def _all(name: str, typed: str) -> Asked:
    leaves: Sequence[Leaf] = [leaf for part in typed.split() for leaf in quoted_leaves(part)]
    return Asked(name, typed, tuple(map(clause, leaves)))


def _one(chance: random.Random, least: float, most: float) -> str:
    known = vocabulary()
    return known.words[chance.choice(known.ranked(least, most))]


def _english(chance: random.Random, shortest: int) -> str:
    known = vocabulary()
    return chance.choice([word for i in known.ranked(2e-5, 1e-3) for word in known.glosses[i].split() if len(word) >= shortest])


def _sentence(chance: random.Random, collection: Generated) -> str:
    """A long sentence that stands in the collection."""
    segments = document(chance.randint(1, len(collection.ids()))).editions[0].segments
    sentences = [sentence for segment in segments for sentence in segment.text.split("。")]
    return chance.choice(sorted(sentences, key=len)[-20:])
