"""XML read element by element in bounded memory, so that a hostile file can do no harm.

No entity is resolved, no DTD is read, nothing outside the file is ever opened. A reference to a DTD (``<!DOCTYPE tmx SYSTEM
"tmx14.dtd">``, which CAT tools write) is passed over; a DTD inside the file that declares entities is refused.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from archive.errors import UnreadableFile
from archive.exchange.facts import ReadLimits

_CHUNK = 1 << 18
_FATAL = etree.ErrorLevels.FATAL
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for an entity reference."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def elements(
    file: BinaryIO, path: Path, roots: Container[str], wanted: frozenset[str], limits: ReadLimits
) -> Iterator[tuple[str, etree._Element]]:
    """``("start" | "end", element)`` of the elements with a wanted local name, and ``("start", root)`` first.

    What an element holds is there at its end, and is taken away when the next chunk is read. Raises UnreadableFile where the file
    is not well-formed (with the line), its root is none of ``roots``, it declares entities, or an element is larger than allowed.
    """
    root = _root(file, path, roots)
    yield "start", root
    parser = _parser([f"{{*}}{name}" for name in (local(root), *wanted)])
    held = 0
    whole: etree._Element | None = None
    while chunk := file.read(_CHUNK):
        _feed(parser, chunk, path)
        held += len(chunk)
        for event, element in parser.read_events():
            held = 0
            whole = element if whole is None else whole
            if element is not whole:
                yield event, element
        if held > limits.unit_bytes:
            raise UnreadableFile(f"one element has more than {limits.unit_bytes / 1e6:.0f} MB; take it apart", path)
        if whole is not None:
            _forget(whole, wanted)
    _feed(parser, None, path)


def _parser(tags: list[str] | None) -> etree.XMLPullParser[Any]:
    return etree.XMLPullParser(
        events=("start", "end"), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _root(file: BinaryIO, path: Path, roots: Container[str]) -> etree._Element:
    """The root, as far as the first chunk has it; the file stands at its start again."""
    parser = _parser(None)
    _feed(parser, file.read(_CHUNK), path)
    file.seek(0)
    found = next((element for _, element in parser.read_events()), None)
    if found is None:
        raise UnreadableFile("no element begins in it; look whether it is the right file", path, 1)
    if local(found) not in roots:
        raise UnreadableFile(f"its root element is <{local(found)[:40]}>; look whether it is the right file", path, 1)
    inside = found.getroottree().docinfo.internalDTD
    if inside is not None and next(iter(inside.iterentities()), None) is not None:
        raise UnreadableFile("its DTD declares entities, which no translation needs; take the DTD out of it", path, 1)
    return found


def _feed(parser: etree.XMLPullParser, chunk: bytes | None, path: Path) -> None:
    try:
        if chunk is None:
            parser.close()
        else:
            parser.feed(chunk)
    except etree.XMLSyntaxError as error:
        # what stopped the parser may be told at its end only, and then without its place
        message, line = next(((e.message, e.line) for e in parser.feed_error_log if e.level == _FATAL), (error.msg, error.lineno))
        reason = (message or "").partition(", line ")[0].partition(", try XML_PARSE")[0].partition(", use XML_PARSE")[0].strip()
        raise UnreadableFile(f"is not well-formed XML here: {reason}; write it anew, or mend it", path, line or None) from error
    except (LookupError, etree.LxmlError) as error:
        raise UnreadableFile(f"cannot be read as XML ({error}); save it as UTF-8", path) from error


def _forget(node: etree._Element, wanted: frozenset[str]) -> None:
    """Take away what stands before the place that the parser has come to, but nothing of a wanted element that is open."""
    while len(node):
        last = node[-1]
        del node[:-1]
        if local(last) in wanted and local(last) not in _KEPT_OPEN:
            return
        node = last


_KEPT_OPEN = frozenset({"file"})
"""Wanted for where they begin, not for what they hold."""
