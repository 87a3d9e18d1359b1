"""Text with inline tags → plain text: what the tags hold as native code is left out, what is text is kept.

TMX 1.4b (bpt, ept, ph, it, ut hold code, sub in them text; hi holds text), XLIFF 1.2 (the same, g and mrk hold text, x, bx, ex
stand for code) and XLIFF 2.0 (pc and mrk hold text; ph, sc, ec, sm, em stand for code; cp is a character that XML cannot hold).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from archive.exchange.tally import Tally
from archive.exchange.xml_reading import local

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut", "x", "bx", "ex", "sc", "ec", "sm", "em"})
_LINE_BREAK = frozenset({"lb", "xlf:lb", "x-lb"})
_ABOUT_TEXT = frozenset({"cp", "mrk", "hi", "sub"})
"""Tags that say something of the text and whose going loses no code."""


def text_of(element: etree._Element | None, tally: Tally) -> str:
    """The text of an element (``seg``, ``source``, ``target``, ``note``), white space as it stands. Tags are counted."""
    return "" if element is None else "".join(_inside(element, tally))


def _inside(parent: etree._Element, tally: Tally, *, is_code: bool = False) -> Iterator[str]:
    yield "" if is_code else parent.text or ""
    for child in parent:
        yield from _child(child, tally, is_code=is_code)
        yield "" if is_code else child.tail or ""


def _child(child: etree._Element, tally: Tally, *, is_code: bool) -> Iterator[str]:
    name = local(child)
    if not name:  # a reference to an entity that nothing declares
        tally.add("entities", child.sourceline, [child.text or ""])
        yield child.text or ""
        return
    if name not in _ABOUT_TEXT:
        tally.add("tags", child.sourceline)
    if name == "cp":
        yield _character(child.get("hex", ""))
    elif name in _CODES:
        yield "\n" if _is_line_break(child) else ""
        yield from _inside(child, tally, is_code=True)
    else:
        yield from _inside(child, tally, is_code=is_code and name != "sub")


def _is_line_break(code: etree._Element) -> bool:
    return bool(_LINE_BREAK & {code.get("type"), code.get("ctype"), code.get("subType")})


def _character(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
