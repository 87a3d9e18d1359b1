"""What the tests of exchange formats share: units of every kind, and the way through a format and back."""

from __future__ import annotations

import io
from pathlib import Path

from hypothesis import strategies as st

from archive.errors import Problem
from archive.exchange.facts import Facts, ReadLimits
from archive.exchange.formats import FORMATS, TERM_FORMATS
from archive.exchange.units import ExchangedUnit
from archive.model import Term

ANY = st.text(st.characters(exclude_categories=()), max_size=30)  # lone surrogates and control characters too
TROUBLE = st.sampled_from(
    [
        "_x0001_", "_x005F_x0001_", "_x0001\x01", "__x000D_", "\r\n", "\r", "\t第八条\t", "  two  spaces ",
        "\u200f\u202bbidi\u202c",
        "=1+1", "'=1", "''-x", " @x", "＝1", '"', '""', "<seg>", "]]>", "&amp;", "| a | b |\n| --- | --- |",
        "\ufeff", "\u2028\x85",
        "\ud83d\ude00", "😀", "\x00", "{", "duizhao:{}", "\ufffe\uffff", "%s", ",;\t|", "\\n", "'", "\x0b\x0c",
    ]
)  # fmt: skip
TEXTS = st.one_of(ANY, TROUBLE, st.lists(st.one_of(TROUBLE, ANY), max_size=4).map("".join))
IDS = st.from_regex(r"[a-z]{1,4}(_[0-9]{1,3}){0,2}(@[0-9]{1,4})?", fullmatch=True)
UNITS = st.builds(
    ExchangedUnit,
    zh=TEXTS,
    en=TEXTS,
    document=st.one_of(IDS, TEXTS),
    unit=st.one_of(IDS, TEXTS),
    level=st.sampled_from(["passage", "sentence"]),
    zh_segments=st.lists(IDS, max_size=3).map(tuple),
    en_segments=st.lists(IDS, max_size=3).map(tuple),
    score=st.one_of(st.none(), st.floats(0, 1)),
    state=st.one_of(st.sampled_from(["", "confirmed", "computed", "stale", "digest"]), TEXTS),
    label=TEXTS,
    note=TEXTS,
    properties=st.dictionaries(
        st.one_of(TEXTS, st.sampled_from(["title", "document", "property-score", "eId", "zh", "tuid"])), TEXTS
    ),
)
TERMS = st.builds(
    Term,
    zh=st.text("甲乙 \x01_", min_size=1, max_size=3),
    en=TEXTS.filter(bool),
    status=st.sampled_from(["preferred", "admitted", "deprecated"]),
    note=TEXTS,
    source=TEXTS,
)
PATH = Path("units.file")


def written(name: str, units: list[ExchangedUnit], facts: Facts = Facts()) -> bytes:  # noqa: B008
    return b"".join(FORMATS[name].pieces(iter(units), facts))


def read_back(name: str, data: bytes, limits: ReadLimits = ReadLimits()) -> tuple[list[ExchangedUnit], list[Problem]]:  # noqa: B008
    problems: list[Problem] = []
    reader = FORMATS[name].read
    assert reader is not None
    return list(reader(io.BytesIO(data), PATH, problems, limits)), problems


def terms_back(name: str, terms: list[Term]) -> list[Term]:
    problems: list[Problem] = []
    reader = TERM_FORMATS[name].read
    assert reader is not None
    found = list(reader(io.BytesIO(b"".join(TERM_FORMATS[name].pieces(terms, Facts()))), PATH, problems, ReadLimits()))
    assert problems == []
    return found
