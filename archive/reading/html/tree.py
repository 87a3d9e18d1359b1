"""A web page's text → its tree of elements; what is never text (scripts, menus by their element, hidden parts) is told here."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from archive.errors import UnreadableFile
from archive.reading.html.names import names_a_part

_NO_TEXT_NAMES = (
    "script style noscript template head iframe frame frameset object embed applet svg math canvas video audio map "
    "input select button textarea option datalist nav footer aside dialog rt rp link meta"
)
_NO_TEXT = frozenset(_NO_TEXT_NAMES.split())
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_INLINE_TAG = re.compile(r"</?(?:span|font|b|i|u|em|strong|small|big|o:p|label)\b[^>]*>", re.IGNORECASE)
_NESTING_TAG = re.compile(r"<(/?)(?:div|section|article|center|blockquote|table|tbody|tr|td|ul|ol|li|dl)\b[^>]*>", re.IGNORECASE)
_EARLY_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
"""Publishing systems put a whole page inside another one; a parser that ends with the inner page loses the rest."""
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


def parse_page(text: str, path: Path) -> tuple[etree._Element, bool]:
    """The root element, and whether the page's nesting had to be given up. Raises UnreadableFile where it is empty.

    libxml2 stops at 2,048 levels; such a page is read as a flat row of paragraphs, so that nothing behind the place is lost.
    """
    text = _EARLY_END.sub("", _DECLARATION.sub("", text))
    root, complete = _parsed(text)
    if not complete:
        root, _ = _parsed(_NESTING_TAG.sub("<p>", _INLINE_TAG.sub("", text)))
    if root is None:
        raise UnreadableFile("the page has no text; open it in a browser and save it again after it has loaded", path)
    return root, not complete


def _parsed(text: str) -> tuple[etree._Element | None, bool]:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root: etree._Element | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return None, True
    return root, not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def is_no_text(element: etree._Element) -> bool:
    """Whether an element never holds text of the document: a script, a menu, a control, or a share bar by its name."""
    return element.tag in _NO_TEXT or names_a_part(element)


def is_hidden(element: etree._Element) -> bool:
    """Whether an element is not shown: ``hidden``, ``aria-hidden``, ``display:none``."""
    if not element.attrib:
        return False
    style = element.get("style")
    return (
        "hidden" in element.attrib
        or (element.get("aria-hidden") or "").lower() == "true"
        or bool(style and _HIDING.search(style))
    )
