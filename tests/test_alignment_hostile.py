"""Texts and corrections that nobody would write, aligned all the same."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.alignment.aligner.aligning import align, score
from archive.alignment.words.lexicon import Lexicon
from archive.alignment.words.links import word_links
from archive.catalogue.writing import update
from archive.checks import check_collection
from archive.errors import BadDocument, NotFound, Problem
from archive.model import Term
from archive.storage import alignment_file
from archive.store import Collection
from archive.text.sentence_splitting import split_sentences
from tests.conftest import SMALL

_PIECES = st.sampled_from(
    (
        *("第一条", "器官移植", "（一）", "“", "”", "。", "；", "2024年1月1日", "百万", "①", "第"),
        *("Article 1", "organ", "(a)", "1,000.5", "30%", "U.S. ", "IV.", "No. ", ".*", "[(", "\\d"),
        *(" ", "\u3000", "\t", "\u202e", "\u0301", "😀", "\u200b", "\ud800"),
    )
)
LINE = st.lists(_PIECES, max_size=12).map("".join)
LEXICON = Lexicon(
    [Term("器官移植", "organ transplantation"), Term(".*", "[("), Term("器" * 5000, "organ " * 900), Term("\\", "|")]
)
ODD = {
    "empty": "",
    "one character": "第",
    "digits": "1" * 3000,
    "figures": "1,23 " * 2000,
    "numerals": "一百" * 3000,
    "brackets": "（" * 20_000,
    "spaces": " " * 20_000 + "x",
    "dots": "." * 20_000,
    "quotation marks": "“" * 20_000,
    "romans": "I" * 20_000,
    "labels": "第一条" * 5000,
    "marks": "e\u0301" * 5000,
    "emoji": "😀" * 9000,
    "bidi": "\u202e器官\u2066 organ",
}


@settings(deadline=None, max_examples=60)
@given(st.lists(LINE, max_size=12), st.lists(LINE, max_size=12))
def test_every_line_is_in_one_pair_in_order_whatever_it_is(zh: list[str], en: list[str]) -> None:
    pairs = align(zh, en, LEXICON)
    assert [i for pair in pairs for i in pair.zh] == list(range(len(zh)))
    assert [i for pair in pairs for i in pair.en] == list(range(len(en)))
    assert all(0 <= pair.score <= 1 and (pair.zh or pair.en) for pair in pairs)


@settings(deadline=None, max_examples=60)
@given(LINE, LINE)
def test_links_lie_in_their_texts_and_do_not_overlap(zh: str, en: str) -> None:
    links = word_links(zh, en, LEXICON)
    for spans, text in (([link.zh for link in links], zh), ([link.en for link in links], en)):
        ordered = sorted(spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(first[1] <= second[0] for first, second in pairwise(ordered))


@settings(deadline=None, max_examples=60)
@given(LINE, st.sampled_from(["zh", "en"]))
def test_sentences_lose_nothing_but_white_space(text: str, language: str) -> None:
    end = 0
    for start, stop in split_sentences(text, language):
        assert end <= start < stop <= len(text)
        assert not text[end:start].strip()
        end = stop
    assert not text[end:].strip()


@pytest.mark.parametrize("zh", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("en", ["", "Article 1 An organ.", "1" * 3000, "(" * 20_000], ids=["empty", "text", "digits", "brackets"])
def test_odd_lines_have_a_score(zh: str, en: str) -> None:
    found = score(zh, en, LEXICON)
    assert 0 <= found <= 1
    assert zh or not found


HEAD = "\t".join(alignment_file.COLUMNS)


@pytest.mark.parametrize(
    ("text", "rows", "lines"),
    [
        (f"{HEAD}\r\nart_1\tart_2\tconfirmed\r\n", 1, []),
        (f"\ufeff{HEAD}\nart_1\tart_1\tconfirmed\n", 1, []),
        ("art_1\tart_1\tconfirmed\n", 0, [1]),
        ("", 0, [1]),
        (f"{HEAD}\nart_1\0\tart_1\tconfirmed\n", 0, [2]),
        (f"{HEAD}\n-\t-\tconfirmed\nart_1\tart_1\tperhaps\nart_1 art_1\t-\tconfirmed\n", 0, [2, 3, 4]),
        (f"{HEAD}\nart_1#1\tart_1\tconfirmed\nart_1#0\tart_1#1\tconfirmed\n", 0, [2, 3]),
        (f"{HEAD}\nart_1\tart_1\tconfirmed\t-\t-\t-\t2024-13-01\nart_1\n", 0, [2, 3]),
        (f"{HEAD}\nart_1\tart_1\tconfirmed\t-\t-\t{'x' * 1_000_000}\n", 1, []),
    ],
    ids=["CRLF", "BOM", "no heading", "empty", "NUL", "cells", "sentences", "date", "1 MB"],
)
def test_a_row_edited_by_hand_is_read_or_told_with_its_line(text: str, rows: int, lines: list[int]) -> None:
    problems: list[Problem] = []
    assert len(alignment_file.parse(text, Path("alignment.tsv"), problems)) == rows
    assert [problem.line for problem in problems] == lines


def test_of_many_rows_that_cannot_be_read_the_first_are_told_and_the_others_counted() -> None:
    problems: list[Problem] = []
    assert alignment_file.parse(HEAD + "\nnonsense" * 50_000, Path("alignment.tsv"), problems) == ()
    assert [problem.line for problem in problems] == list(range(2, 11))
    assert "49992 more rows" in problems[-1].message


# --- files that are none ---------------------------------------------------------------------------------------------------


@pytest.fixture
def bounded() -> Iterator[None]:
    """Whatever reads a pipe without end is interrupted."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(30)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes that have a name")
@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("is_link", [False, True], ids=["pipe", "link to one"])
@pytest.mark.parametrize("name", [f"{SMALL.id}/alignment.tsv", f"{SMALL.id}/zh.md", "terms.tsv"])
def test_only_ordinary_files_are_read(tmp_path: Path, name: str, *, is_link: bool) -> None:
    collection = Collection(tmp_path / "documents")
    collection.write(SMALL)
    path = collection.root / name
    path.unlink(missing_ok=True)
    os.mkfifo(tmp_path / "pipe" if is_link else path)
    if is_link:
        path.symlink_to(tmp_path / "pipe")
    told = [problem for problem in check_collection(collection) if problem.path == path]
    assert [(one.severity, one.line) for one in told] == [("error", 1)]
    assert "no ordinary file" in told[0].message
    update(collection, tmp_path / "catalogue.sqlite")


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes that have a name")
@pytest.mark.usefixtures("bounded")
def test_a_folder_whose_facts_are_a_pipe_is_no_document(tmp_path: Path) -> None:
    collection = Collection(tmp_path / "documents")
    collection.write(SMALL)
    facts = collection.root / SMALL.id / "document.yaml"
    facts.unlink()
    os.mkfifo(facts)
    assert collection.ids() == []
    with pytest.raises(NotFound):
        collection.load(SMALL.id)


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    collection = Collection(tmp_path / "documents")
    collection.write(SMALL)
    (collection.root / SMALL.id / "alignment.tsv").symlink_to(tmp_path / "nothing")
    with pytest.raises(BadDocument, match="broken link"):
        collection.alignment(SMALL.id)
