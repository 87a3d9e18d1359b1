"""What a relation or a citation means: by the id of a document, else by its number, else by its title."""

from __future__ import annotations

import re
from functools import lru_cache

from archive.model import Document, Relation
from archive.text.folding import fold

_OPENS_ISSUING = re.compile(r"关于(?:印发|发布|公布)|^(?:印发|发布|公布)")
_CLOSES_ISSUING = re.compile(r"的(?:通知|通告|公告|决定)$")
_EDITION = re.compile(r"\((?P<year>\d{4})年?(?:版|修订|修正)\)$|\((?:版|修订|修正)\)$|\([a-z]{2,}(?:/t)?\d[\d.—–-]*\)$")
_STATE = re.compile(r"^中华人民共和国(?=.{2})|ofthepeople['’]?srepublicofchina")
_MARKS = re.compile(r"[《》〈〉<>\s]+")


@lru_cache(maxsize=1 << 16)
def title_key(title: str) -> str:
    """What two ways to write one title have in common.

    Script, width and marks do not count; 关于印发X的通知 is X, and so are X（2024年版） and X（GB50333-2013）.
    """
    return _EDITION.sub("", _bare(title))


@lru_cache(maxsize=1 << 16)
def short_key(title: str) -> str:
    """``title_key`` without the name of the state, which short titles leave out: 中华人民共和国民法典 is 民法典."""
    key = _STATE.sub("", title_key(title))
    return key.removeprefix("the") if key.isascii() else key


def same_title(one: str, other: str) -> bool:
    """Whether two titles are of one work: alike, and not of editions of different years."""
    years = {match["year"] for title in (one, other) if (match := _EDITION.search(_bare(title))) and match["year"]}
    return title_key(one) == title_key(other) and len(years) < 2


def _bare(title: str) -> str:
    """Folded, without marks, and out of the notice that issues it."""
    bare = _MARKS.sub("", fold(title))
    opening, closing = _OPENS_ISSUING.search(bare), _CLOSES_ISSUING.search(bare)
    issued = bare[opening.end() : closing.start()] if opening and closing else ""
    return issued or bare


@lru_cache(maxsize=1 << 16)
def number_key(number: str) -> str:
    """What two ways to write one number have in common."""
    return "".join(re.sub(r"[—–-]", "-", fold(number)).split())


def points_to(relation: Relation, document: Document) -> bool:
    """Whether a relation means this document: by its id, else by its number, else (where one lacks a number) by its title."""
    if relation.document:
        return relation.document == document.id
    if relation.number and document.number:
        return number_key(relation.number) == number_key(document.number)
    titles = [title for title in (document.title.zh, document.title.en) if title]
    return bool(relation.title) and any(same_title(relation.title or "", title) for title in titles)
