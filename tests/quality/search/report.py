"""The table of search, the queries that do not find all that answers them, and both as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from archive.store import Collection
from tests.quality.search.queries import KINDS, Part, Place, Query
from tests.quality.search.running import FOLLOWED, Outcome, mean

COLUMNS = ("R@1", "R@5", "R@10", "MRR", "nDCG", "page")
AIMS = {"own language": 0.95, "across": 0.90}
"""Recall at 10 that is aimed at."""
_SETS: Mapping[str, tuple[Part, ...]] = {"": ("dev", "held out"), "dev": ("dev",), "held out": ("held out",)}
_SHOWN = 70


def rows(found: Sequence[Outcome]) -> Iterator[tuple[str, str, list[Outcome]]]:
    """Name, set and outcomes of every line: own language and across, each by language and set; then by kind and language."""
    own = [outcome for outcome in found if outcome.row not in ("across", "misspelt")]
    whole = {"own language": own, "across": [outcome for outcome in found if outcome.row == "across"]}
    for name, outcomes in whole.items():
        for part, parts in _SETS.items():
            yield name, part, [outcome for outcome in outcomes if outcome.query.part in parts]
        yield from _by_language(name, outcomes)
    for kind in (*KINDS, FOLLOWED):
        outcomes = [outcome for outcome in found if outcome.row == kind]
        if kind != "across":
            yield kind, "", outcomes
            yield from _by_language(kind, outcomes)


def _by_language(name: str, outcomes: Sequence[Outcome]) -> Iterator[tuple[str, str, list[Outcome]]]:
    for language in ("zh", "en"):
        yield name, language, [outcome for outcome in outcomes if outcome.query.lang == language]


def table(found: Sequence[Outcome]) -> str:
    """One line a kind of query, with the aims."""
    lines = [f"{'search':30} {'':9} {'queries':>7} " + " ".join(f"{column:>6}" for column in COLUMNS)]
    for name, part, outcomes in rows(found):
        if outcomes:
            shares = " ".join(f"{value:6.3f}" for value in mean(outcomes))
            aim = f"   (aim: R@10 {AIMS[name]:.2f})" if name in AIMS and not part else ""
            lines.append(f"{name:30} {part:9} {len(outcomes):7} {shares}{aim}")
    return "\n".join(lines)


def misses(found: Sequence[Outcome], collection: Collection) -> str:
    """Every query that has not all that answers it among the first ten: what is missing, and what came in its place."""
    told = (outcome for outcome in found if outcome.row != FOLLOWED or outcome.asked.suggestion)
    return "\n".join(_miss(outcome, collection) for outcome in told if outcome.measures[2] < 1)


def _miss(outcome: Outcome, collection: Collection) -> str:
    query, found = outcome.query, outcome.asked.found
    meant = f" (did you mean {outcome.asked.suggestion!r})" if outcome.asked.suggestion else ""
    lines = [f"{outcome.row}, {query.lang}, {query.part}: {query.text}{meant}"]
    lines += [f"    missing {_told(place, query, collection)}" for place in sorted(query.answers - set(found))]
    lines += [f"    {rank:2} {_told(place, query, collection)}" for rank, place in enumerate(found, 1)]
    return "\n".join(lines)


def _told(place: Place, query: Query, collection: Collection) -> str:
    """Its grade (0: not judged), where it is, and how it begins in the query's language."""
    document = collection.load(place[0])
    text = document.title.best(query.lang)
    for edition in document.editions:
        for segment in edition.segments:
            if segment.id == place[1] and edition.language == query.lang:
                text = segment.text
    return f"[{query.judged.get(place, 0)}] {place[0]} {place[1]}: {text[:_SHOWN]}"


def as_json(found: Sequence[Outcome]) -> str:
    """The same for other programs: the measures of each line, and of each query what it found."""
    lines = [
        {"search": name, "part": part, "queries": len(outcomes), **dict(zip(COLUMNS, mean(outcomes), strict=True))}
        for name, part, outcomes in rows(found)
        if outcomes
    ]
    asked = [
        {
            "row": outcome.row,
            "query": outcome.query.text,
            "set": outcome.query.part,
            "found": [":".join(filter(None, place)) for place in outcome.asked.found],
            "suggestion": outcome.asked.suggestion,
            **dict(zip(COLUMNS, outcome.measures, strict=True)),
        }
        for outcome in found
    ]
    return json.dumps({"lines": lines, "queries": asked}, ensure_ascii=False, indent=2)
