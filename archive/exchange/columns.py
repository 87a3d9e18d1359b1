"""Which column of a table of another program is which: by its heading, else by the language of what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from archive.data.tables import table
from archive.exchange.languages import language_of
from archive.exchange.sides import language_seen

_OTHER = {"zh": "en", "en": "zh"}


@cache
def _headings() -> dict[str, str]:
    return {row["heading"]: row["column"] for row in table("column_headings")}


def columns(head: Sequence[str], sample: Sequence[Sequence[str]]) -> tuple[dict[str, int], bool]:
    """The places (0-based) of ``zh``, ``en`` and what else is known, and whether the first row is a heading.

    ``source`` and ``target`` are given their languages by what stands in them. Without headings the languages decide; what they
    do not tell is not there.
    """
    named: dict[str, int] = {}
    for place, heading in enumerate(head):
        name = _named(heading)
        if name:
            named.setdefault(name, place)
    first, second = named.pop("first", None), named.pop("second", None)
    if first is not None and second is not None and not {"zh", "en"} & named.keys():
        named |= _by_language([first, second], sample)
    is_head = bool({"zh", "en"} & named.keys()) or first is not None
    if is_head and {"zh", "en"} <= named.keys():
        return named, True
    rows = sample if is_head else [head, *sample]
    widest = max((len(row) for row in rows), default=0)
    free = [place for place in range(widest) if place not in named.values()]
    found = {side: place for side, place in _by_language(free, rows).items() if side not in named}
    return {**named, **found}, is_head


def _named(heading: str) -> str | None:
    plain = " ".join(heading.lower().split())
    return _headings().get(plain) or (language_of(heading) if "-" in heading or "_" in heading else None)


def _by_language(places: Sequence[int], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """The place with most Chinese and the place with most English; of two places the other one is the other language."""
    seen = {place: [language_seen(row[place]) for row in rows if place < len(row) and row[place].strip()] for place in places}
    best = {side: max(places, key=lambda place: seen[place].count(side), default=None) for side in ("zh", "en")}
    found = {side: place for side, place in best.items() if place is not None and seen[place].count(side)}  # type: ignore[arg-type]
    if len(places) == 2 and len(found) == 1:
        side, place = next(iter(found.items()))
        other = next(other for other in places if other != place)
        found |= {_OTHER[side]: other} if side not in seen[other] else {}
    return found if len(set(found.values())) == len(found) else {}
