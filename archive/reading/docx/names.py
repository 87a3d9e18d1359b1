"""Names of WordprocessingML's elements and attributes."""

from __future__ import annotations

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return _W + name


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for a comment or processing instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute of WordprocessingML; None where element or attribute is not there."""
    return None if element is None else element.get(_W + name)


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """An attribute that is a whole number of a size that a document has."""
    text = (value(element, name) or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def is_on(parent: etree._Element | None, name: str) -> bool:
    """Whether a property that is on or off is on (``<w:vanish/>``, not ``<w:vanish w:val="0"/>``)."""
    found = None if parent is None else parent.find(_W + name)
    return found is not None and value(found) not in {"0", "false", "off", "none"}
