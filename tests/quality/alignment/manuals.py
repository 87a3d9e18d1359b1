"""Pages of one manual in two languages → blocks that answer to each other, known from their equal structure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from lxml import html

_BLOCKS = {
    "p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "caption", "figcaption", "div", "section", "article",
    "table", "tbody", "thead", "tr", "ul", "ol", "dl", "body", "blockquote", "main", "center", "figure",
}  # fmt: skip
_SKIPPED = {
    "pre", "script", "style", "nav", "head", "header", "footer", "aside", "img", "form", "button", "noscript", "svg", "address",
    "textarea", "sup",
}  # fmt: skip
_SKIPPED_CLASSES = re.compile(
    r"(?:^|\s)(?:toc|nav\S*|list-of-\S+|header|footer|breadcrumb\S*|literalblock|listingblock|screen|programlisting|docnav"
    r"|revhistory|index|tocframe|legalnotice|guimenu)(?:\s|$)"
)
_SPACE = re.compile(r"\s+")
_HAN = re.compile(r"[㐀-鿿]")
_WORD = re.compile(r"[a-z]{3,}")
_IDENTICAL = 20  # one identical block in so many stays: real editions also hold a name or a number that is not translated


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, item, heading or cell: the names of the elements it lies in, and its text."""

    path: str
    text: str


def pairs_of_blocks(zh: bytes, en: bytes) -> list[tuple[str, str]]:
    """The texts of two pages in UTF-8, block by block, where the structure is equal in both; untranslated blocks left out.

    A part reaches from one heading to the next. A part whose elements or anchors differ is dropped, never guessed at.
    """
    left, right = (_parts(html.document_fromstring(page, html.HTMLParser(encoding="utf-8"))) for page in (zh, en))
    found: list[tuple[str, str]] = []
    for anchor, blocks in left.items():
        others = right.get(anchor, [])
        if [block.path for block in blocks] == [block.path for block in others]:
            found += [(a.text, b.text) for a, b in zip(blocks, others, strict=True)]
    return [pair for pair in found if translated(*pair) or (pair[0] == pair[1] and not crc32(pair[0].encode()) % _IDENTICAL)]


def translated(zh: str, en: str) -> bool:
    """Whether a block was translated: Chinese characters stand only in its Chinese, most English words only in its English."""
    words = _WORD.findall(en)
    left = sum(word in zh for word in words)
    return bool(_HAN.search(zh)) and not _HAN.search(en) and (len(words) < 8 or left / len(words) < 0.6)


def _parts(page: html.HtmlElement) -> dict[str, list[Block]]:
    """The blocks of a page by the anchor of the heading above them."""
    parts: dict[str, list[Block]] = {}
    anchor = ""
    body = page.find("body")
    for element, path, text in _texts(body, "") if body is not None else ():
        if re.search(r"/h[1-6]$", path):
            anchor = _anchor(element) or anchor
        parts.setdefault(anchor, []).append(Block(path, text))
    return parts


def _anchor(heading: html.HtmlElement) -> str:
    """What a heading is linked by: its own id, or that of an anchor in it or of the division it opens."""
    own = [*heading.xpath("@id | .//@id | .//a/@name")]
    above = heading.xpath("ancestor::*[self::div or self::section][@id][1]/@id")
    return str(next(iter([*own, *above]), ""))


def _texts(element: html.HtmlElement, path: str) -> Iterator[tuple[html.HtmlElement, str, str]]:
    """Each run of text between block elements: the element it stands in, the path to it, the text."""
    path += "/" + str(element.tag)
    run = [element.text or ""]
    for child in element:
        if _is_skipped(child):
            run.append(" ")
        elif child.tag in _BLOCKS or any(below.tag in _BLOCKS for below in child.iterdescendants()):
            yield from _one(element, path, run)
            run = []
            yield from _texts(child, path)
        else:
            run.append(_inline(child))
        run.append(child.tail or "")
    yield from _one(element, path, run)


def _one(element: html.HtmlElement, path: str, run: Sequence[str]) -> Iterator[tuple[html.HtmlElement, str, str]]:
    text = _SPACE.sub(" ", "".join(run)).strip()
    if re.search(r"\w", text):
        yield element, path, text


def _inline(element: html.HtmlElement) -> str:
    if element.tag == "br":
        return " "
    parts = [element.text or ""]
    for child in element:
        parts += [" " if _is_skipped(child) else _inline(child), child.tail or ""]
    return "".join(parts)


def _is_skipped(element: html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return True
    return bool(_SKIPPED_CLASSES.search(element.get("class") or ""))
