"""What a relation or a citation means: by the id of a document, else by its number, else by its title."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.model import Document, Relation
from archive.text.folding import fold

_ISSUING = re.compile(r"(?:.*?关于)?(?:印发|发布|公布)(?P<title>.+?)的(?:通知|通告|公告|决定)")
_EDITION = re.compile(r"\((?:\d{4}年?)?(?:版|修订|修正)\)$|\([a-z]{2,}(?:/t)?\d[\d.—–-]*\)$")
_MARKS = re.compile(r"[《》〈〉<>\s]+")


def title_key(title: str) -> str:
    """What two ways to write one title have in common.

    Script, width and marks do not count; 关于印发X的通知 is X, and so are X（2024年版） and X（GB50333-2013）.
    """
    bare = _MARKS.sub("", fold(title))
    issuing = _ISSUING.fullmatch(bare)
    return _EDITION.sub("", issuing["title"] if issuing else bare)


def number_key(number: str) -> str:
    """What two ways to write one number have in common."""
    return "".join(re.sub(r"[—–-]", "-", fold(number)).split())


def points_to(relation: Relation, document: Document) -> bool:
    """Whether a relation means this document: by its id, else by its number, else (where one lacks a number) by its title."""
    if relation.document:
        return relation.document == document.id
    if relation.number and document.number:
        return number_key(relation.number) == number_key(document.number)
    titles = {title_key(title) for title in (document.title.zh, document.title.en) if title}
    return bool(relation.title) and title_key(relation.title or "") in titles


def target(relation: Relation, documents: Iterable[Document]) -> Document | None:
    """The document that a relation means; None where the collection does not have it yet."""
    return next((document for document in documents if points_to(relation, document)), None)
