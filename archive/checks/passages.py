"""Single passages: empty, in the wrong language, with a mark that was mistyped, or out of place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.checks.located import Located
from archive.errors import Problem
from archive.model import LEVELS_BY_COMPONENT, Edition, Segment
from archive.storage.edition_blocks import unmarked
from archive.text.segment_ids import AROUND
from archive.text.sentences import count_han

_MISTYPED = re.compile(r"(?<!\\)\{[#＃]|^\*\*|^#{1,6}\s")
_KNOWN = re.compile(rf"(?:{'|'.join(LEVELS_BY_COMPONENT)})_\d+(?:_\d+)*|notice")
_POINT_OF_ARTICLE = re.compile(r"art_[\d_]+__point_")
_MOST_LATIN = 3
"""Latin letters for each Chinese character in a Chinese passage: names and abbreviations may outnumber what is around them."""


def check(located: Located) -> Iterator[Problem]:
    """Every edition, passage by passage."""
    for edition in located.document.editions:
        for segment in edition.segments:
            yield from (located.passage(edition.name, segment.id, message) for message in _text(edition, segment))
            if message := _form(segment.id):
                yield located.passage(edition.name, segment.id, message)
        yield from _mistyped(located, edition)
        yield from _articles(located, edition)
    yield from _labels(located)


def _text(edition: Edition, segment: Segment) -> Iterator[str]:
    if not (segment.text.strip() or segment.label):
        yield f"{segment.id} has neither label nor text; write it, or take it out"
    elif not segment.text.strip() and edition.kind == "digest":
        yield f"{segment.id} has no text; write what it says"
    han, latin = count_han(segment.text), len(re.findall("[A-Za-z]", segment.text))
    if edition.language == "en" and han > latin // 2:
        yield "this passage is Chinese; the English belongs here"
    if edition.language == "zh" and edition.kind == "digest" and latin > 20 and latin > _MOST_LATIN * han:
        yield "this passage is not Chinese; the Chinese belongs here"


def _mistyped(located: Located, edition: Edition) -> Iterator[Problem]:
    """Marks that were not understood; those that are escaped belong to the text."""
    for raw, line in located.raw_blocks(edition.name):
        if match := _MISTYPED.search(unmarked(raw)):
            message = (
                f"{match[0]!r} stands in the text: a label or id that was mistyped, or a blank line that is missing before it"
            )
            yield Problem("warning", message, line, located.folder / f"{edition.name}.md")


def _form(segment_id: str) -> str | None:
    components = segment_id.split("__")
    unknown = [one for one in components if not _KNOWN.fullmatch(one) and one not in AROUND]
    if unknown:
        return f"{unknown[0]!r} in the id {segment_id} is no level; documents/README.md lists them"
    if _POINT_OF_ARTICLE.match(segment_id):
        return f"a point says the paragraph it is in; write {segment_id.replace('__point_', '__para_1__point_', 1)}"
    return None


def _articles(located: Located, edition: Edition) -> Iterator[Problem]:
    """Articles stand in the order of their numbers, without a gap, each with what belongs to it."""
    last = 0
    for segment in edition.segments:
        article = re.match(r"art_(\d{1,6})", segment.id)
        number = int(article[1]) if article else last
        if article and number not in (last, last + 1) and (last or segment.level == "article"):
            expected = last + 1
            message = (
                f"{segment.id} stands where Article {expected} is due; bring the articles in order, or write the missing one"
            )
            yield located.passage(edition.name, segment.id, message)
        last = number


def _labels(located: Located) -> Iterator[Problem]:
    """A label in one language has its like in the other."""
    for edition, zh, en in located.pairs():
        if bool(zh.label) != bool(en.label):
            has, lacks = ("Chinese", "English") if zh.label else ("English", "Chinese")
            message = f"{zh.id} has the label {zh.label or en.label} in the {has} and none in the {lacks}; write it in both"
            yield located.passage(edition, en.id, message)
        elif en.label and count_han(en.label):
            yield located.passage(edition, en.id, f"the label {en.label} is Chinese; write it in English")
