"""Whatever is written is valid against the standard's own schema."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from archive.exchange.facts import Facts
from archive.exchange.formats import TERM_FORMATS
from archive.exchange.units import ExchangedUnit
from archive.model import Term
from tests.exchanging import TERMS, UNITS, written
from tests.judges import schemas

UNIT = ExchangedUnit("甲\x01", "a\ud800", "d", "art_1", note="n", state="stale", score=0.5, properties={"title": "题"})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("schemas")


@pytest.fixture(scope="module")
def tmx(folder: Path) -> etree.DTD:
    return schemas.tmx_dtd(folder)


@pytest.fixture(scope="module")
def xliff(folder: Path) -> etree.XMLSchema:
    return schemas.xliff_schema(folder)


@pytest.fixture(scope="module")
def tbx(folder: Path) -> etree.XMLSchema:
    return schemas.tbx_schema(folder)


def faults(schema: etree.DTD | etree.XMLSchema, data: bytes) -> list[str]:
    schema.validate(etree.fromstring(data))
    return [entry.message for entry in schema.error_log]


def terms_written(terms: Iterable[Term]) -> bytes:
    return b"".join(TERM_FORMATS["tbx-2008"].pieces(terms, Facts(title="\x01")))


@settings(max_examples=80, deadline=None)
@given(units=st.lists(UNITS, max_size=4), source=st.sampled_from(["zh", "en"]))
def test_tmx(tmx: etree.DTD, units: list[ExchangedUnit], source: str) -> None:
    assert faults(tmx, written("tmx", units, Facts("zh" if source == "zh" else "en", "题\x02"))) == []


@settings(max_examples=80, deadline=None)
@given(units=st.lists(UNITS, min_size=1, max_size=4), source=st.sampled_from(["zh", "en"]))
def test_xliff(xliff: etree.XMLSchema, units: list[ExchangedUnit], source: str) -> None:
    assert faults(xliff, written("xliff", units, Facts("zh" if source == "zh" else "en"))) == []


@settings(max_examples=80, deadline=None)
@given(terms=st.lists(TERMS, min_size=1, max_size=4))
def test_tbx_of_2008(tbx: etree.XMLSchema, terms: list[Term]) -> None:
    assert faults(tbx, terms_written(terms)) == []


def test_the_schemas_see_faults(tmx: etree.DTD, tbx: etree.XMLSchema) -> None:
    assert faults(tmx, written("tmx", [UNIT]).replace(b"<seg>", b"<sag>").replace(b"</seg>", b"</sag>"))
    assert faults(tbx, terms_written([Term("甲", "a")]).replace(b"langSet", b"langSec"))


def test_the_schema_of_xliff_sees_faults(xliff: etree.XMLSchema) -> None:
    data = written("xliff", [UNIT])
    assert faults(xliff, data.replace(b'state="initial"', b'state="stale"'))
    assert faults(xliff, data.replace(b"mda:metaGroup", b"mda:group"))  # the module's schema is in force too
