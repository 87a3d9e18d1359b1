"""A Word file as a package of XML parts, opened so that a hostile one can do no harm: sizes first, no entities.

Only parts that hold text are unpacked. (Office Open XML, ISO/IEC 29500; the Strict kind is read as the Transitional one.)
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from archive.errors import UnreadableFile
from archive.reading.blocks import Limits

_MOST_MEMBERS = 20_000
_MOST_TAGS = 6_000_000
"""Of a part, opening and closing; a parsed element takes some 200 bytes. A book of 1,000 pages has a million."""
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
)
_ENCRYPTED = 0x1
_DAMAGED = "is damaged or was cut off; open it in a word processor and save it again, or get it anew"


@dataclass(slots=True)
class Package:
    """The parts of a Word file; ``part`` gives one parsed."""

    archive: zipfile.ZipFile
    path: Path
    left: int
    """Bytes that may still be unpacked."""
    main: str = "word/document.xml"
    _names: frozenset[str] = field(default_factory=frozenset)
    empty: list[str] = field(default_factory=list)
    """Names of the parts that were asked for and have nothing in them."""

    def part(self, name: str) -> etree._Element | None:
        """The root of another part (``styles.xml``); None where it is missing or empty. Raises UnreadableFile."""
        full = posixpath.join(posixpath.dirname(self.main), name) if name != self.main else name
        return self._parsed(full) if full in self._names else None

    def _parsed(self, name: str) -> etree._Element | None:
        data = self._unpacked(name)
        if not data.strip():
            self.empty.append(name)
            return None
        if data.count(b"<") > _MOST_TAGS:
            raise UnreadableFile(_too_large(self.path), self.path)
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.LxmlError as error:
            raise UnreadableFile(f"its part {name} {_DAMAGED} ({error})", self.path) from error
        if root.getroottree().docinfo.doctype:
            raise UnreadableFile(
                f"its part {name} declares entities, which no word processor writes; open it in one and save it again", self.path
            )
        return root

    def _unpacked(self, name: str) -> bytes:
        try:
            with self.archive.open(name) as member:
                data = member.read(self.left + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise UnreadableFile(f"its part {name} {_DAMAGED}", self.path) from error
        self.left -= len(data)
        if self.left < 0:
            raise UnreadableFile(_too_large(self.path), self.path)
        return data


def open_package(data: bytes, path: Path, limits: Limits) -> Package:
    """The package in a file's bytes. Raises UnreadableFile where it is damaged, encrypted, or unpacks to too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, IndexError) as error:
        raise UnreadableFile(f"the Word file {_DAMAGED}", path) from error
    if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise UnreadableFile(_too_large(path), path)
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise UnreadableFile("the file is encrypted; open it with its password, remove the password, and save it again", path)
    names = frozenset(member.filename for member in members)
    package = Package(archive, path, limits.unpacked_bytes, _names=names)
    package.main = _main_part(package, names)
    return package


def _main_part(package: Package, names: frozenset[str]) -> str:
    """The part that holds the document: as the package says, else where Word puts it."""
    if "_rels/.rels" in names:
        relations = package._parsed("_rels/.rels")  # noqa: SLF001 — the root's relations stand beside no part
        for relation in () if relations is None else relations:
            target = str(relation.get("Target") or "").lstrip("/")
            if str(relation.get("Type") or "").endswith("/officeDocument") and target in names:
                return target
    if package.main not in names:
        raise UnreadableFile("this is a ZIP file that is no Word document; unpack it and hand in the files in it", package.path)
    return package.main


def _too_large(path: Path) -> str:
    remedy = "save it anew without its pictures, or raise the limit with --max-mb"
    return f"{path.name!r} unpacks to more than the limit allows; {remedy}"
