"""What the classes and ids of a web page say: where the text stands, where the title, and which parts are no text.

The names and patterns are in ``archive/data/web_pages.tsv``.
"""

from __future__ import annotations

import re

from lxml import etree

from archive.reading.page_words import pattern, values
from archive.text.sentences import ends_a_sentence

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MOST_TEXT = 200
"""A part named as a menu that holds a sentence or so much text besides its links is no menu."""


def _names(element: etree._Element) -> list[str]:
    return [*(element.get("class") or "").split(), *(element.get("id") or "").split()]


def names_the_text(element: etree._Element) -> bool:
    """Whether a class or id is one that publishing systems give to the text."""
    return bool(element.attrib) and (
        element.tag in {"article", "main"}
        or element.get("itemprop") == "articleBody"
        or not values("container").isdisjoint(_names(element))
    )


def names_the_title(element: etree._Element) -> bool:
    """Whether a class or id is one that publishing systems give to the title."""
    return bool(element.attrib) and not values("title").isdisjoint(_names(element))


def names_a_part(element: etree._Element) -> bool:
    """Whether a class or id says that an element is a menu or the like, and what it holds does not speak against it."""
    if not element.attrib or element.tag in {"html", "body", "p", "td"}:
        return False
    names = _names(element)
    words = {word.lower() for name in names for word in (name, *_WORDS.findall(name))}
    if values("part").isdisjoint(words) or "title" in words or names_the_text(element):
        return False
    return not _holds_text(element)


def _holds_text(element: etree._Element) -> bool:
    """Whether an element holds a title, a container of text, a longer sentence, or much text besides its links."""
    amount = 0
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and (inner.tag in {"h1", "article", "main"} or names_the_text(inner) or names_the_title(inner)):
            return True
        own = inner.text if event == "start" else inner.tail if inner is not element else None
        if not own or (inner.tag in {"a", "script", "style"} and event == "start"):
            continue
        text = own.strip()
        amount += len(text)
        if amount > _MOST_TEXT or (len(text) > 40 and ends_a_sentence(text) and not pattern("line").fullmatch(text)):
            return True
    return False
