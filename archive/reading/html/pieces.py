"""What a web page's text is gathered in: pieces, lines, and which elements are blocks of text."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from archive.reading.html.links import is_file_link

_BLOCK_NAMES = (
    "html body div p section article main header hgroup h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody "
    "tfoot tr td th blockquote pre center form fieldset legend figure figcaption address details summary hr dir menu"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
"""Elements that begin a paragraph of their own."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(slots=True)
class Piece:
    """A paragraph, heading or table as it stands in the page; ``linked``: how many of its characters lead elsewhere."""

    text: str
    line: int
    is_heading: bool = False
    is_table: bool = False
    linked: int = 0
    is_title: bool = False


@dataclass(slots=True)
class Line:
    """A line of a block while it is gathered: its parts, and how many of its characters are in links."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0


def leads_elsewhere(element: etree._Element) -> bool:
    """Whether a link is one of a menu: it has an address that is neither a place in the page nor a file."""
    address = element.get("href")
    return bool(address) and not str(address).startswith("#") and not is_file_link(element)
