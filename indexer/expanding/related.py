"""Terms of the term base beside those asked for: 器官捐献 → 遗体器官捐献, 器官捐献者."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from indexer.expanding.keys import features, features_of_leaves, key, key_of_leaves
from indexer.expanding.known import Known
from indexer.query.expression import Expression, every_words, typed
from indexer.query.leaves import content

MOST = 8
_LEAST = 0.25
"""The part that both say of what the asked words and a term say together."""
_FREQUENT = 1_000
"""What more terms than these say tells none of them from the others."""


def related(expression: Expression | None, known: Known) -> list[Mapping[str, str]]:
    """Terms (``zh``, ``en``) that share words with what was typed, or stand under or over it, the nearest first; at most eight.

    Not the terms that were asked for themselves, and of the forms of a term the first.
    """
    runs = [words.leaves for words in every_words(typed(expression))]
    asked = frozenset(one for run in runs for one in features_of_leaves(content(run)))
    keys = {key_of_leaves(run) for run in runs} - {""}
    themselves = keys | {key(form) for one in keys for form in known.rendered(one)}
    found: dict[str, Mapping[str, str]] = {}
    for _, zh, en in sorted(_near(asked, known)):
        if not {key(zh), key(en)} & themselves and en not in {term["en"] for term in found.values()}:
            found.setdefault(zh, {"zh": zh, "en": en})
        if len(found) == MOST:
            break
    return list(found.values())


def _near(asked: frozenset[str], known: Known) -> Iterator[tuple[float, str, str]]:
    """Terms with how unlike they are to what was asked, each language compared with its own."""
    saying = known.by_feature
    shared = Counter(number for one in asked if len(saying.get(one, ())) <= _FREQUENT for number in saying.get(one, ()))
    for number, count in shared.items():
        zh, en = known.terms[number]
        likeness = max(count / len(asked | features(form)) for form in (zh, en))
        if likeness >= _LEAST:
            yield -likeness, zh, en
