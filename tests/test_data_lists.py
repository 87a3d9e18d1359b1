"""The lists in ``archive/data``: whole rows, none twice, and what is made of them."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from archive.data import alternation, number_words

LISTS = sorted(one.name for one in files("archive.data").iterdir() if one.name.endswith(".tsv"))


@pytest.mark.parametrize("name", LISTS)
def test_every_row_has_all_its_cells_and_stands_once(name: str) -> None:
    head, *rows = files("archive.data").joinpath(name).read_text(encoding="utf-8").splitlines()
    assert rows
    assert [row for row in rows if row.count("\t") != head.count("\t")] == []
    assert sorted(set(rows)) == sorted(rows)


def test_an_alternation_takes_the_longest_name() -> None:
    title = re.compile(alternation("types"))
    found = title.match("修正案")
    assert found
    assert found[0] == "修正案"
    assert "|" not in (alternation("branches", "body")[:1], alternation("branches", "body")[-1:])


def test_number_words_by_kind() -> None:
    assert number_words("unit")["nineteen"] == 19
    assert "twenty" not in number_words("unit")
    assert number_words("unit", "ten")["twenty"] == 20
