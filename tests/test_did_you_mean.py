"""Did you mean, and which word finds nothing: over the shipped collection, and over small shelves on every engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model import Bilingual, Document, Term
from archive.store import Collection
from indexer.building.build import update
from indexer.engines import NAMES
from indexer.help import emptying, missing
from indexer.help.helper import Helper
from indexer.help.typed_words import replaced, typed_words
from indexer.query import read
from indexer.search import Searcher
from indexer.trees import for_documents
from indexer.understanding import NO_EXPANSIONS, understand
from tests.indexing import Shelf, document

HERE = Path(__file__).parent
MISSPELT = [line.split("\t") for line in (HERE / "misspelt.tsv").read_text(encoding="utf-8").splitlines()[2:]]
RIGHT = (HERE / "right_queries.txt").read_text(encoding="utf-8").splitlines()

TERMS = (Term("器官捐献", "organ donation"), Term("器官移植", "organ transplantation"))
SHELF = (
    document(
        "rules",
        ["器官捐献应当自愿。", "医院报告器官移植的情况。", "伦理委员会审查移植。"],
        ["Organ donation is voluntary.", "Hospitals report organ transplantation.", "The ethics committee reviews it."],
        title=Bilingual("示范市器官捐献规则", "Rules on Organ Donation"),
        number="示发〔2024〕7号",
        type="规则",
    ),
    document("other", ["垃圾分类应当自觉。"], ["Waste is sorted."], title=Bilingual("示范市垃圾分类办法", "Measures on Waste")),
)


class Asked:
    """An index that is asked what was meant."""

    def __init__(self, folder: Path) -> None:
        self.searcher = Searcher.open(folder)
        self.helper: Helper = self.searcher.helper
        self.counted: list[str] = []

    def count(self, text: str) -> int:
        self.counted.append(text)
        asked = understand(text, self.helper.knowledge, self.helper.reader, (NO_EXPANSIONS,))
        return self.helper.reader.documents(for_documents(asked.expression), filters={}, limit=0).total

    def meant(self, text: str) -> str | None:
        expression = read(text, self.helper.knowledge.segmenter).expression
        return self.helper.did_you_mean(text, expression, self.count)

    def missing(self, text: str) -> list[str]:
        return missing(read(text, self.helper.knowledge.segmenter).expression, self.helper.reader)


@pytest.fixture(scope="module")
def archive(shipped: Collection, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    folder = tmp_path_factory.mktemp("shipped") / "index"
    update(shipped, folder)
    return Asked(folder)


@pytest.fixture(scope="module", params=NAMES)
def small(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    shelf = Shelf(*SHELF)
    shelf.term_base = TERMS
    folder = tmp_path_factory.mktemp("small") / "index"
    update(shelf, folder, engine=request.param)
    return Asked(folder)


def test_misspelt_queries_come_back_right(archive: Asked) -> None:
    wrong = [(typed, found, meant) for typed, meant, _ in MISSPELT if (found := archive.meant(typed)) != meant]
    assert len(MISSPELT) >= 60
    assert len(wrong) <= len(MISSPELT) * 0.06, wrong


def test_right_queries_are_left_alone(archive: Asked) -> None:
    assert [(query, meant) for query in RIGHT if (meant := archive.meant(query))] == []


def test_a_search_that_finds_nothing_says_what_was_meant(archive: Asked) -> None:
    assert archive.searcher.search("器管捐献").suggestion == "器官捐献"
    assert archive.searcher.search("器官捐献").suggestion is None


def test_what_single_characters_mean_does_not_stand_for_a_misspelt_word(archive: Asked) -> None:
    answer = archive.searcher.search("器管")
    assert answer.showing == "器官"
    assert answer.total == archive.searcher.search("器官").total > 0
    assert archive.searcher.search("器管", exact=True).showing is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("器管捐献", "器官捐献"),
        ("器官卷献", "器官捐献"),
        ("器管捐獻", "器官捐献"),
        ("伦理委会员", "伦理委员会"),
        ("委圆会", "委员会"),
        ("qiguan juanxian", "器官捐献"),
        ("lunliweiyuanhui", "伦理委员会"),
        ("donaton", "donation"),
        ("Donaton", "Donation"),
        ("DONATON", "DONATION"),
        ("orgna donation", "organ donation"),
        ("xrgan donation", "organ donation"),
        ("organdonation", "organ donation"),
        ("volun tary", "voluntary"),
        ("(donaton OR kidney) AND voluntary", "(donation OR kidney) AND voluntary"),
        ("title:donaton", "title:donation"),
        ('"器管捐献" NOT 垃圾', '"器官捐献" NOT 垃圾'),
        ("委圆会 OR 器管", "委员会 OR 器官"),
        ("委圆会 器管", "委员会 器官"),
        ("器官捐献", None),
        ("donation", None),
        ("donations", None),
        ("donat*", None),
        ("donaton~2", None),
        ("AND", None),
        ("", None),
        ("xyzzyplugh", None),
        ("股票", None),
        ("stones", None),
    ],
)
def test_what_is_meant(small: Asked, typed: str, meant: str | None) -> None:
    assert small.meant(typed) == meant


def test_a_right_word_that_no_text_has_is_not_called_misspelt(small: Asked) -> None:
    assert small.meant("waist") is None  # a word, though near to waste


def test_only_words_the_index_does_not_have_are_put_right_in_a_long_question(small: Asked) -> None:
    assert small.meant("who decides about organ donaton in hospitals") == "who decides about organ donation in hospitals"


def test_at_most_seven_queries_are_counted(small: Asked) -> None:
    small.counted.clear()
    small.meant("donaton kommittee orgna hospittal 器管 委圆会 xrgan volunttary")
    assert 0 < len(small.counted) <= 7


@given(st.text(max_size=60))
def test_no_text_is_an_error_and_what_is_meant_finds_something(small: Asked, typed: str) -> None:
    meant = small.meant(typed) if typed.strip() else None
    assert meant is None or small.count(meant) > 0


@pytest.mark.parametrize("typed", ["器管" * 30, "donaton " * 37, "qi" * 140, "\ud800器管", "器管\0", "((((器管"])
def test_hostile_text_is_no_error(small: Asked, typed: str) -> None:
    meant = small.meant(typed)
    assert meant is None or "器管" not in meant


def test_the_words_of_a_query_have_their_places() -> None:
    query = '(title:Donaton OR "器管捐献") AND donat* NOT x~1'
    words = list(typed_words(query))
    assert [word.text for word in words] == ["donaton", "器管捐献"]
    assert [query[word.start : word.end] for word in words] == ["Donaton", "器管捐献"]


@given(st.text(max_size=40))
def test_putting_the_same_words_in_their_own_places_changes_nothing(query: str) -> None:
    words = {(word.start, word.end): query[word.start : word.end] for word in typed_words(query)}
    assert replaced(query, words) == query


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("器官 捐现", ["捐现"]),
        ("organ kidney", ["kidney"]),
        ("organ donations", []),
        ("title:垃圾 text:kidney", ["text:kidney"]),
        ("器官 NOT kidney", []),
        ('"organ voluntary" donation', ["organ voluntary"]),
        ("垃圾 type:办法", ["type:办法"]),
        ("垃圾 issued:1999", ["issued:19990101..19991231"]),
        ("", []),
    ],
)
def test_which_words_find_nothing(small: Asked, query: str, words: list[str]) -> None:
    assert small.missing(query) == words


def test_filters_without_which_something_is_found() -> None:
    def count(filters: Any, issued: Any) -> int:
        return 0 if "type" in filters or issued else 3

    assert emptying(count, {"type": ["规则"], "level": ["national"], "topic": []}) == ["type"]
    assert emptying(count, {}, (20240101, 20241231)) == ["issued"]
    assert emptying(count, {"type": ["规则"]}, (20240101, 20241231)) == []


def test_a_search_without_results_says_which_word_finds_nothing(small: Asked) -> None:
    answer = small.searcher.search("organ AND kidney AND donation")
    assert list(answer.missing) == ["kidney"]


def test_no_index_entries_no_suggestion(tmp_path: Path) -> None:
    def asked(*documents: Document) -> Asked:
        update(Shelf(*documents), tmp_path / "index")
        return Asked(tmp_path / "index")

    assert asked().meant("器管 donaton") is None
