"""Front matter and labels of the editions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.checks.located import Located
from archive.errors import Problem
from archive.model import Edition
from archive.storage import alignment_file
from archive.text.labels import split_label

_SHA256 = re.compile(r"[0-9a-f]{64}")
_NEEDS_A_MAKER = ("digest", "translation")

_SAID_BY_THE_LABEL = ("part", "chp", "art", "att")
"""Levels that a label names: 第四章 is no article."""


def check(located: Located) -> Iterator[Problem]:
    """Who made an edition, what it renders, and labels that agree with their ids."""
    for edition in located.document.editions:
        if edition.kind in _NEEDS_A_MAKER and not edition.by:
            message = f"the front matter of an edition of kind {edition.kind} says who made it; add `by:`"
            yield located.passage(edition.name, None, message)
        yield from _renders(located, edition)
        if edition.provenance and not _SHA256.fullmatch(edition.provenance.sha256):
            yield located.passage(edition.name, None, "`sha256` is 64 hexadecimal digits; mend the front matter")
        if not edition.segments:
            yield located.passage(edition.name, None, "this edition holds no text; write it, or remove the file")
        yield from _labels(located, edition)


def _renders(located: Located, edition: Edition) -> Iterator[Problem]:
    """The text that an edition says it was made from: still the same? Where rows say it passage by passage, they are asked."""
    if not edition.renders:
        return
    originals = {other.sha256: other for other in located.document.editions if other.language != edition.language}
    if not _SHA256.fullmatch(edition.renders):
        yield located.passage(edition.name, None, "`renders` is the sha256 that `archive show ID --json` prints; mend it")
    elif originals and edition.renders not in originals and not (located.folder / alignment_file.NAME).exists():
        message = "the text it renders has changed since; look through it, then write the new sha256 under `renders`"
        yield located.passage(edition.name, None, message)


def _labels(located: Located, edition: Edition) -> Iterator[Problem]:
    """第八条 belongs to art_8."""
    for segment in edition.segments:
        label = split_label(f"{segment.label} 文") if segment.label else None
        number = segment.id.rpartition("__")[2].partition("_")[2]
        level = segment.id.rpartition("__")[2].partition("_")[0]
        if label and number and (label.number != number or (label.kind in _SAID_BY_THE_LABEL and label.kind != level)):
            message = f"the label {segment.label} does not fit the id {segment.id}; mend one of them"
            yield located.passage(edition.name, segment.id, message)
