"""Terms in texts: the longest in Chinese, any inflection in English; and where terms occur."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.model import Bilingual, Document, Edition, Relation, Segment, Term
from archive.term_sources import located
from archive.text.term_finding import TermFinder, renders


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("human organ", "Human organs are not sold."),
        ("collateral relative by blood", "collateral relatives by blood"),
        ("specialty", "two specialties"),
        ("procure", "the organs procured, and procuring them"),
        ("penalty", "penalties"),
        ("deceased-donor organ", "a deceased donor organ"),
        ("body", "that body's rules"),
        ("OPO", "all OPOs"),
        ("diagnosis", "diagnoses"),
        ("take effect", "takes effect"),
        ("transplant", "transplanted"),
        ("permit", "permitted"),
        ("process", "the processes"),
        ("file with", "filed with"),
    ],
)
def test_an_english_term_in_its_forms(term: str, text: str) -> None:
    assert renders(term, text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("organ", "an organization"),
        ("human organ", "human and organ"),
        ("ICU", "icus of ricul"),
        ("spouse", "espoused"),
        ("body", "embody"),
        ("donor", "donation"),
    ],
)
def test_other_words_are_not_the_term(term: str, text: str) -> None:
    assert not renders(term, text)


def test_the_longest_chinese_term_wins_in_any_script() -> None:
    finder = TermFinder([Term("民政部", "MCA"), Term("民政部门", "civil affairs department"), Term("器官", "organ")])
    assert list(finder.in_chinese("民政部门与民政部")) == ["民政部门", "民政部"]
    assert list(finder.in_chinese("民政部門")) == ["民政部门"]
    assert TermFinder([]).in_chinese("器官") == {}


def test_where_terms_occur() -> None:
    text = Edition("zh", "digest", (Segment("art_1", "", "捐献人的器官。"),))
    documents = {
        "a": Document("a", Bilingual("甲规则"), issuers=(Bilingual("示范市卫生局"),), editions=(text,)),
        "b": Document("b", Bilingual("乙"), relations=(Relation("cites", "民法典"),), editions=(replace(text, language="en"),)),
    }
    terms = [Term("捐献人", "donor", source="b GB/T 1"), Term("民法典", "Civil Code"), Term("卫生局", "health bureau")]
    assert [term.source for term in located(terms, documents)] == ["GB/T 1 a", "b", "a"]
