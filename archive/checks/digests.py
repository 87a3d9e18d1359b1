"""The two digests of a document: the same segments in the same order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.checks.located import Located
from archive.errors import Problem
from archive.model import LANGUAGES, Edition

_MANY = 12
"""More missing segments than this are one finding."""


def check(located: Located) -> Iterator[Problem]:
    """Segments that one digest has and the other lacks, or has elsewhere."""
    document = located.document
    found = {language: document.edition(f"{language}.digest") for language in LANGUAGES}
    zh, en = found["zh"], found["en"]
    for language, edition in found.items():
        other = "en.digest.md" if language == "zh" else "zh.digest.md"
        if edition and not (located.folder / other).exists():
            yield located.passage(edition.name, None, f"there is no {other} beside it; write it with the same segment ids")
    if zh and en:
        yield from _counterparts(located, zh, en)
        yield from _counterparts(located, en, zh)
        yield from _order(located, zh, en)


def _counterparts(located: Located, edition: Edition, other: Edition) -> Iterator[Problem]:
    """What this one lacks, named where it belongs: behind the segment it follows in the other."""
    ids = set(_ids(edition))
    missing = [segment_id for segment_id in _ids(other) if segment_id not in ids]
    if len(missing) > _MANY:
        message = f"{len(missing)} segments of {other.name}.md have no counterpart here, the first is {missing[0]}; write them"
        yield located.passage(edition.name, None, message)
        return
    there: str | None = None
    for segment_id in _ids(other):
        if segment_id in ids:
            there = segment_id
        else:
            place = f"after {there}" if there else "at the beginning"
            message = f"the segment {segment_id} of {other.name}.md has no counterpart here; write it {place}"
            yield located.passage(edition.name, there, message)


def _order(located: Located, zh: Edition, en: Edition) -> Iterator[Problem]:
    """The first segment of the English that stands elsewhere than in the Chinese."""
    common = set(_ids(zh)) & set(_ids(en))
    ours, theirs = ([i for i in _ids(edition) if i in common] for edition in (en, zh))
    for own, expected in zip(ours, theirs, strict=True):
        if own != expected:
            message = f"{own} stands where zh.digest.md has {expected}; bring both into one order"
            yield located.passage(en.name, own, message)
            return


def _ids(edition: Edition) -> Sequence[str]:
    return [segment.id for segment in edition.segments]
