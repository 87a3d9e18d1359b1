"""TBX of 2019 or 2008, any dialect → terms, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from archive.errors import Problem, UnreadableFile
from archive.exchange.characters import restored
from archive.exchange.facts import ReadLimits
from archive.exchange.inline import text_of
from archive.exchange.languages import language_of, listed
from archive.exchange.tally import Tally
from archive.exchange.term_status import STATUSES, TermStatus
from archive.exchange.xml_reading import LANG, elements, local
from archive.model import Language, Term

_ENTRIES = frozenset({"conceptEntry", "termEntry"})
_SIDES = frozenset({"langSec", "langSet"})
_TERMS = frozenset({"termSec", "tig", "ntig"})


def read(file: BinaryIO, path: Path, problems: list[Problem], limits: ReadLimits) -> Iterator[Term]:
    """The terms of a TBX file: every Chinese term of an entry with every English one of it, in their order.

    Raises UnreadableFile; also where there are terms and none of them in Chinese and English.
    """
    tally = Tally(path, problems)
    given = 0
    for event, entry in elements(file, path, {"tbx", "martif"}, _ENTRIES, limits):
        if event == "end" and local(entry) in _ENTRIES:
            for term in _terms(entry, tally):
                given += 1
                yield term
    others = tally.details.get("more languages")
    if not given and others:
        raise UnreadableFile(f"no entry is in Chinese and English; its languages are {listed(others)}", path)
    tally.tell()


def _terms(entry: etree._Element, tally: Tally) -> Iterator[Term]:
    sides: dict[Language, list[etree._Element]] = {"zh": [], "en": []}
    for side in (child for child in entry if local(child) in _SIDES):
        code = side.get(LANG) or side.get("lang") or ""
        language = language_of(code)
        if language is None:
            tally.add("more languages", side.sourceline, [code])
        else:
            sides[language] += [term for term in side.iter() if local(term) in _TERMS]
    pairs = [(zh, en) for zh, en in product(sides["zh"], sides["en"]) if _named(zh, "term") and _named(en, "term")]
    if not pairs:
        tally.add("terms", entry.sourceline)
    yield from (_term(zh, en, entry, tally) for zh, en in pairs)


def _term(zh: etree._Element, en: etree._Element, entry: etree._Element, tally: Tally) -> Term:
    """A pair; what is said of the whole entry or of the Chinese term stands behind what is said of the rendering."""
    chinese, english = (_text(_named(section, "term")[0], tally) for section in (zh, en))
    notes = [_text(note, tally) for section in (en, zh, entry) for note in _own(section, "note")]
    sources = [_text(one, tally) for section in (en, zh, entry) for one in _own(section, "admin") if one.get("type") == "source"]
    return Term(chinese, english, _status(zh, en, tally), "\n".join(notes), "\n".join(sources))


def _status(zh: etree._Element, en: etree._Element, tally: Tally) -> TermStatus:
    """The status of the rendering, else of the Chinese term; deprecated where either is; preferred where nothing is said."""
    found: list[TermStatus] = []
    for section in (en, zh):
        for note in _named(section, "termNote"):
            if note.get("type") in {"administrativeStatus", "normativeAuthorization"}:
                value = _text(note, tally).strip()
                plain = value.removesuffix("-admn-sts").removesuffix("Term")
                if plain not in STATUSES:
                    tally.add("statuses", note.sourceline, [value])
                found.append(STATUSES.get(plain, "admitted"))
    return "deprecated" if "deprecated" in found else (found or ["preferred"])[0]


def _named(section: etree._Element, name: str) -> list[etree._Element]:
    return [element for element in section.iter() if local(element) == name]


def _own(section: etree._Element, name: str) -> Iterator[etree._Element]:
    """Elements of a section that stand in it itself, also in a group (``adminGrp``)."""
    for child in section:
        if local(child) == name:
            yield child
        elif local(child).endswith("Grp"):
            yield from _own(child, name)


def _text(element: etree._Element, tally: Tally) -> str:
    return restored(text_of(element, tally))
