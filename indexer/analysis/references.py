"""What a text refers to, in one form however it is written: provisions, document numbers, dates, fractions.

第二十条, 第20条, Article 20 and art. 20 are ``art:20``; 2024年4月15日 and April 15, 2024 are ``date:2024-04-15``. A form has no
spaces: it is a term of the ``references`` and ``place`` streams.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.text.folding import fold
from indexer.analysis import english_provisions, numbers, periods, provisions, shares
from indexer.analysis.reference import Reference

_READERS = (numbers.numbers, periods.periods, provisions.provisions, english_provisions.provisions, shares.shares)
"""Where two see a reference in the same words, the first is right: 〔2024〕13号 is no year."""
_OUTERMOST = ("att", "part", "subpart", "chp", "sec", "art")


def references(folded: str) -> list[Reference]:
    """The references in a folded text, in its order. They do not overlap, but the provisions of a range have its place."""
    return sorted(_found(folded), key=lambda one: one.start)


def stream(folded: str) -> str:
    """The ``references`` stream of a folded text: each form once, the coarser ones too (the month and the year of a day)."""
    return " ".join(dict.fromkeys(form for one in references(folded) for form in (*one.forms, *one.coarser)))


def place(segment_id: str, label: str = "") -> str:
    """The ``place`` stream of a passage: what provision it is, by its id (``art_20__para_2``), else by its label (第二十条)."""
    levels = [component.partition("_")[::2] for component in segment_id.split("__")]
    known = [(level, number.replace("_", "-")) for level, number in levels if level in provisions.LEVELS and number]
    found: dict[str, None] = {}
    for part in _apart(known):
        forms, coarser = provisions.forms(part)
        found |= dict.fromkeys((*coarser, *forms))
        if part[-1][0] == "art":
            found[f"{forms[0]}/para:1"] = None
    return " ".join(found) or stream(fold(label))


def single_place(language: str, segment_id: str) -> str:
    """The term of the ``place`` stream that a single passage of a document has: ``@zh:art_20``."""
    return f"@{language}:{segment_id}"


def _apart(levels: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """An annex has articles of its own: they go by their number alone too, and articles are numbered through chapters."""
    if not levels or levels[0][0] not in _OUTERMOST:
        return
    if levels[0][0] == "att":
        yield levels[:1]
        levels = levels[1:]
    article = next((at for at, (level, _) in enumerate(levels) if level == "art"), 0)
    if levels[article:]:
        yield levels[article:]


def _found(folded: str) -> Iterator[Reference]:
    taken: list[Reference] = []
    for reader in _READERS:
        fresh = [one for one in reader(folded) if not any(one.start < other.end and other.start < one.end for other in taken)]
        taken += fresh
        yield from fresh
