"""XML written piece by piece, so that a file of any length needs little memory."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree._serializer import _IncrementalFileWriter as IncrementalFileWriter

from archive.exchange.characters import escaped

_PIECE = 1 << 16
_EVERY = 16


@dataclass(slots=True)
class PieceWriter:
    """Writes elements and gives what was written. Use as a context: the document begins and ends with it.

    Elements that are written whole have no namespace of their own: they stand in the default namespace of the root.
    """

    doctype: str = ""
    _buffer: io.BytesIO = field(default_factory=io.BytesIO)
    _stack: ExitStack = field(default_factory=ExitStack)
    _file: IncrementalFileWriter | None = None
    _asked: int = 0

    def __enter__(self) -> PieceWriter:
        self._file = self._stack.enter_context(etree.xmlfile(self._buffer, encoding="utf-8"))
        self._file.write_declaration()
        if self.doctype:
            self._file.write_doctype(self.doctype)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()
        self._file = None

    @property
    def file(self) -> IncrementalFileWriter:
        """Where elements are written; between ``__enter__`` and ``__exit__``."""
        if self._file is None:
            raise ValueError("use it in a with statement")
        return self._file

    def taken(self, *, least: int = _PIECE) -> Iterator[bytes]:
        """What was written since, once it is at least so many bytes; asked after each unit, it looks now and then."""
        self._asked += 1
        if least > 1 and self._asked % _EVERY:
            return
        if self._file is not None:
            self._file.flush()
        if self._buffer.tell() >= max(least, 1):
            yield self._buffer.getvalue()
            self._buffer.seek(0)
            self._buffer.truncate()


def element(name: str, text: str | None = None, children: Iterable[etree._Element] = (), **attributes: str) -> etree._Element:
    """An element with a text or children; what XML cannot hold is escaped. ``type_`` is ``type``, ``o_tmf`` is ``o-tmf``."""
    made = etree.Element(name, {key.rstrip("_").replace("_", "-"): escaped(value) for key, value in attributes.items()})
    if text is not None:
        made.text = escaped(text)
    made.extend(children)
    return made
