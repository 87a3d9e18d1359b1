"""TMX of any version → units, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from archive.errors import Problem, UnreadableFile
from archive.exchange.characters import restored
from archive.exchange.facts import ReadLimits
from archive.exchange.inline import text_of
from archive.exchange.languages import language_of, listed
from archive.exchange.named_values import fields
from archive.exchange.tally import Tally
from archive.exchange.units import ExchangedUnit
from archive.exchange.xml_reading import LANG, elements, local
from archive.model import Language, is_document_id

_SENTENCES = frozenset({"sentence", "phrase"})


def read(file: BinaryIO, path: Path, problems: list[Problem], limits: ReadLimits) -> Iterator[ExchangedUnit]:
    """The units of a TMX file. Raises UnreadableFile; also where it has units and none in Chinese and English."""
    tally = Tally(path, problems)
    segtype, given = "", 0
    for event, found in elements(file, path, {"tmx"}, frozenset({"header", "tu"}), limits):
        if event == "start" and local(found) == "header":
            segtype = found.get("segtype", "")
        elif event == "end" and local(found) == "tu" and (unit := _unit(found, segtype, tally)):
            given += 1
            yield unit
    others = tally.details.get("languages")
    if not given and others:
        raise UnreadableFile(f"no unit is in Chinese and English; its languages are {listed(others)}", path)
    tally.tell()


def _unit(tu: etree._Element, segtype: str, tally: Tally) -> ExchangedUnit | None:
    """One ``tu``; None, and counted, where its languages are not those of the archive."""
    variants = _variants(tu, tally)
    if variants is None:
        return None
    texts = {language: restored(text_of(_child(tuv, "seg"), tally)) for language, tuv in variants.items()}
    level = "sentence" if tu.get("segtype", segtype) in _SENTENCES else "passage"
    pairs = [(_name(prop), restored(text_of(prop, tally))) for prop in _children(tu, "prop")]
    given = fields([*pairs, ("level", level)], tally, tu.sourceline)
    note = "\n".join(restored(text_of(note, tally)) for note in _children(tu, "note"))
    given |= {f"{language}_segments": _segments(tuv, tally) for language, tuv in variants.items()}
    if tuid := tu.get("tuid"):
        _name_by(restored(tuid), given)
    return ExchangedUnit(texts.get("zh", ""), texts.get("en", ""), note=note, **given)


def _name_by(tuid: str, given: dict[str, Any]) -> None:
    """Take document and unit from a ``tuid`` of ours whose properties another program left out; keep any other."""
    document, _, unit = tuid.partition("/")
    if {"document", "unit"} & given.keys():
        return
    if unit and is_document_id(document):
        given |= {"document": document, "unit": unit}
    else:
        given["properties"].setdefault("tuid", tuid)


def _variants(tu: etree._Element, tally: Tally) -> dict[Language, etree._Element] | None:
    """The first ``tuv`` of each side; None where there is no text, or another language stands in place of one of ours."""
    found: dict[Language, etree._Element] = {}
    others: list[str] = []
    for tuv in _children(tu, "tuv"):
        code = tuv.get(LANG) or tuv.get("lang")
        if code is None:
            tally.add("no language", tuv.sourceline)
            return None
        language = language_of(code)
        if language is None:
            others.append(code)
        elif found.setdefault(language, tuv) is not tuv:
            tally.add("twice", tuv.sourceline, [code])
    if others:
        kind = "more languages" if len(found) == 2 else "languages"
        tally.add(kind, tu.sourceline, others)
        return found if len(found) == 2 else None
    if not any(_child(tuv, "seg") is not None for tuv in found.values()):
        tally.add("no text", tu.sourceline)
        return None
    return found


def _segments(tuv: etree._Element, tally: Tally) -> tuple[str, ...]:
    return tuple(restored(text_of(prop, tally)) for prop in _children(tuv, "prop") if prop.get("type") == "x-eId")


def _name(prop: etree._Element) -> str:
    return restored(prop.get("type", "")).removeprefix("x-")


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in parent if local(child) == name)


def _child(parent: etree._Element, name: str) -> etree._Element | None:
    return next(_children(parent, name), None)
