"""XLIFF → units: the languages of a file, and its units one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from archive.errors import Problem, UnreadableFile
from archive.exchange.facts import ReadLimits
from archive.exchange.languages import language_of
from archive.exchange.tally import Tally
from archive.exchange.units import ExchangedUnit
from archive.exchange.xliff import version_1, version_2
from archive.exchange.xliff.contents import Contents
from archive.exchange.xml_reading import elements, local
from archive.model import Language

_WANTED = frozenset({"file", "unit", "trans-unit"})


@dataclass(slots=True)
class _Place:
    """The ``file`` that is being read: which side its source is, and the file it was made from."""

    source: Language | None = None
    original: str = ""


def read(file: BinaryIO, path: Path, problems: list[Problem], limits: ReadLimits) -> Iterator[ExchangedUnit]:
    """The units of an XLIFF file. Raises UnreadableFile; also where a file in it is not in Chinese and English."""
    tally = Tally(path, problems)
    place = _Place()
    for event, found in elements(file, path, {"xliff"}, _WANTED, limits):
        if event == "start" and local(found) == "xliff":
            place.source = _source(found.get("srcLang"), found.get("trgLang"), path, found)
        elif event == "start" and local(found) == "file":
            if found.get("source-language"):
                place.source = _source(found.get("source-language"), found.get("target-language"), path, found)
            place.original = found.get("original", "")
        elif event == "end" and local(found) in {"unit", "trans-unit"}:
            read_unit = version_2.contents if local(found) == "unit" else version_1.contents
            if (contents := read_unit(found, place.original, tally)) is not None:
                yield _unit(contents, _known(place.source, path, found))
    tally.tell()


def _source(source: str | None, target: str | None, path: Path, where: etree._Element) -> Language | None:
    """The side that is translated from. Raises UnreadableFile for languages other than Chinese and English, or twice the same."""
    if source is None:
        return None
    sides = [language_of(code) for code in (source, target) if code]
    wrong = [code for code, side in zip((source, target), sides, strict=False) if side is None]
    if wrong:
        raise UnreadableFile(f"it is in {', '.join(map(repr, wrong))}, neither Chinese nor English", path, where.sourceline)
    if len(sides) == 2 and sides[0] == sides[1]:
        raise UnreadableFile(f"{source!r} and {target!r} are the same language; mend the codes", path, where.sourceline)
    return sides[0]


def _known(source: Language | None, path: Path, where: etree._Element) -> Language:
    if source is None:
        raise UnreadableFile("it does not say its source language (srcLang, source-language); add it", path, where.sourceline)
    return source


def _unit(contents: Contents, source: Language) -> ExchangedUnit:
    texts = (contents.source, contents.target)
    zh, en = texts if source == "zh" else texts[::-1]
    return ExchangedUnit(zh, en, note=contents.note, **contents.fields)
