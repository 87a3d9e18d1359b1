"""Queries that name a document by its number, or a provision of a document: 国令767号, 卫医急发 13号, 条例 第二十条."""

from __future__ import annotations

import re

from archive.text.folding import fold
from indexer.analysis import references
from indexer.query.expression import Expression, Within, Words
from indexer.query.leaves import Leaf, quoted_leaves

_PROVISIONS = ("art:", "chp:", "sec:", "part:", "att:")
_PART = re.compile("[\u4e00-\u9fff]{1,10}|[\u4e00-\u9fff]{0,10}(?:第?\\d{1,5}[号年]?){1,2}")
_NAMES_LITTLE = re.compile("[第号年]")
_MOST_PARTS = 4
_MARKS = r"[\s《》,，、:：;；.。的()（）-]+"
_AROUND = re.compile(rf"^{_MARKS}|^of\s+|^the\s+|{_MARKS}$|\s+(?:of|the|of\s+the)$")


def named(text: str, expression: Expression | None) -> tuple[Expression | None, str, str]:
    """What to look for in document numbers, and the title and the provision that are named; None and "" where there are none."""
    if not isinstance(expression, Words):
        return None, "", ""
    number = _reference(expression, ("no:",))
    provision = _reference(expression, _PROVISIONS)
    place = provision.forms[0] if provision else ""
    if number:
        return Within("number", Words((number,))), "", place
    return (None, _without_provision(text), place) if provision else (_parts(text), "", "")


def named_number(text: str) -> Expression | None:
    """What to look for in document numbers where a text is one, or consists of parts of one; else None."""
    number = [one for one in references(fold(text)) if one.canonical.startswith("no:")]
    if number:
        terms = quoted_leaves(fold(text)[number[0].start : number[0].end])[0].terms
        return Within("number", Words((Leaf("reference", terms, number[0].forms),)))
    return _parts(text)


def _reference(words: Words, kinds: tuple[str, ...]) -> Leaf | None:
    """The only reference of these kinds."""
    found = [leaf for leaf in words.leaves if leaf.kind == "reference" and leaf.forms[0].startswith(kinds)]
    return found[0] if len(found) == 1 else None


def _parts(text: str) -> Expression | None:
    """The parts of a number, each as it stands: 卫医急发 13号, 2024 13. One figure alone is none, nor is a name alone."""
    parts = fold(text).split()
    if not 0 < len(parts) <= _MOST_PARTS or not all(map(_PART.fullmatch, parts)):
        return None
    figures = sum(len(re.findall(r"\d+", part)) for part in parts)
    says_more = any(_NAMES_LITTLE.sub("", re.sub(r"\d", "", part)) for part in parts) or figures > 1
    if not figures or not says_more:
        return None
    return Within("number", Words(tuple(leaf for part in parts for leaf in quoted_leaves(part))))


def _without_provision(text: str) -> str:
    """What was typed beside the provision."""
    folded = fold(text)
    found = [one for one in references(folded) if one.canonical.startswith(_PROVISIONS)]
    rest = f"{folded[: found[0].start]} {folded[max(one.end for one in found) :]}" if found else folded
    before = None
    while before != rest:
        before, rest = rest, _AROUND.sub("", rest)
    return rest
