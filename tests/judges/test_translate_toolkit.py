"""translate-toolkit reads the same texts as were written."""

from __future__ import annotations

import io

import pytest

from archive.exchange.facts import Facts
from archive.exchange.formats import TERM_FORMATS
from archive.exchange.units import ExchangedUnit
from archive.model import Term
from tests.exchanging import read_back, written

pytest.importorskip("translate.storage.tmx", reason="translate-toolkit is not installed")
from translate.storage import csvl10n, tbx, tmx, xliff, xliff2

UNITS = [
    ExchangedUnit("第八条　医疗机构应当报告。", "Article 8 A medical institution shall report.", "d", "art_8", note="checked"),
    ExchangedUnit("<甲> & “乙”\n丙", 'He said: "a", b;\nc', "d", "art_9", state="confirmed"),
    ExchangedUnit(" 前后有空格 ", "\ttabs\t", "e", "art_1"),
]
TEXTS = [(unit.zh, unit.en) for unit in UNITS]


def test_tmx() -> None:
    found = tmx.tmxfile(io.BytesIO(written("tmx", UNITS)), sourcelanguage="zh-CN", targetlanguage="en-US")
    assert [(unit.source, unit.target) for unit in found.units] == TEXTS
    assert found.units[0].getnotes() == "checked"


def test_xliff() -> None:
    found = xliff2.Xliff2File.parsestring(written("xliff", UNITS))
    assert [(str(unit.source), str(unit.target)) for unit in found.units] == TEXTS
    assert [unit.isapproved() for unit in found.units] == [False, True, False]


def test_xliff_1_2_of_translate_toolkit_is_read() -> None:
    made = xliff.xlifffile()
    made.setsourcelanguage("zh-CN")
    made.settargetlanguage("en-US")
    for zh, en in TEXTS:
        made.addsourceunit(zh).settarget(en)
    units, problems = read_back("xliff", bytes(made))
    assert [(unit.zh, unit.en) for unit in units] == TEXTS
    assert problems == []


def test_tmx_of_translate_toolkit_is_read() -> None:
    made = tmx.tmxfile()
    for zh, en in TEXTS:
        made.addtranslation(zh, "zh-CN", en, "en-GB")
    units, problems = read_back("tmx", bytes(made))
    assert [(unit.zh, unit.en) for unit in units] == TEXTS
    assert problems == []


def test_tbx_of_2008() -> None:
    terms = [Term("医疗机构", "medical institution", note="as in the law"), Term("器官", "organ")]
    data = b"".join(TERM_FORMATS["tbx-2008"].pieces(terms, Facts()))
    found = tbx.tbxfile(io.BytesIO(data), sourcelanguage="zh-CN", targetlanguage="en-US")
    assert [(unit.source, unit.target) for unit in found.units] == [(term.zh, term.en) for term in terms]
    assert "as in the law" in found.units[0].getnotes()


def test_csv() -> None:
    head, rows = written("csv", UNITS).split(b"\r\n", 1)
    names = head.removeprefix(b"\xef\xbb\xbf").decode().split(",")
    found = csvl10n.csvfile(fieldnames=["source", "target", *names[2:]])
    found.parse(rows)
    assert [(unit.source, unit.target) for unit in found.units] == TEXTS
