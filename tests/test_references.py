"""Provisions, document numbers, dates and shares: one form however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.folding import fold
from indexer.analysis import cut, place, references


def forms(text: str) -> list[str]:
    """The forms that are meant, without the coarser ones."""
    return [form for one in references(fold(text)) for form in one.forms]


@pytest.mark.parametrize(
    ("form", "texts"),
    [
        ("art:20", "第二十条|第20条|第２０條|第 二十 条|Article 20|ARTICLE 20|Articles 20|art. 20|Art 20"),
        ("art:20-1", "第二十条之一|Article 20-1"),
        ("art:20/para:2", "第二十条第二款|第20条第2款|Article 20, paragraph 2|paragraph 2 of Article 20"),
        ("art:8/point:5", "第八条第（五）项|第8条第五项|item (5) of Article 8|Article 8, item (5)"),
        ("art:8/para:1/point:3", "第八条第一款第（三）项|Article 8(1)(c)|item (3) of paragraph 1 of Article 8"),
        ("chp:3", "第三章|Chapter III|Chapter 3|chapter iii"),
        ("chp:3/sec:2", "第三章第二节|Chapter III, Section 2|Section 2 of Chapter 3"),
        ("att:1", "附件1|附件一|Annex 1|Annex I"),
        (
            "no:国卫医急发-2024-13",
            "国卫医急发〔2024〕13号|國衛醫急發（２０２４）１３號|国卫医急发[2024]013号|国卫医急发〔2024〕13",
        ),
        ("no:guoweiyijifa-2024-13", "Guo Wei Yi Ji Fa [2024] No. 13"),
        ("no:2024-13", "〔2024〕13号|(2024) No. 13"),
        ("no:国务院令-767", "国务院令第767号|国令767号|国务院令767|国务院第767号令|中华人民共和国国务院令第767号"),
        ("no:国务院令-767", "Decree No. 767 of the State Council|decree of the state council (no. 767)"),
        ("no:国家卫生健康委员会令-4", "国家卫生健康委令第4号|国家卫生健康委员会令第四号"),
        ("no:令-767", "Decree No. 767"),
        ("no:商务部公告-2020-44", "商务部公告2020年第44号"),
        ("date:2024-04-15", "2024年4月15日|二〇二四年四月十五日|15 April 2024|April 15, 2024|2024-04-15|2024.4.15|2024/4/15"),
        ("date:2024-04", "2024年4月|二〇二四年四月|April 2024|2024-04"),
        ("date:2024", "2024年|2024"),
        ("q:2/3", "2/3|三分之二|two-thirds|two thirds"),
        ("q:20%", "20%|２０％|百分之二十|20 per cent|20 percent"),
        ("q:0.5%", "百分之零点五|0.5%"),
    ],
)
def test_one_form_however_it_is_written(form: str, texts: str) -> None:
    for text in texts.split("|"):
        assert forms(text) == [form], text


@pytest.mark.parametrize(
    ("text", "stream"),
    [
        ("第二十条第二款第（五）项", "art:20/para:2/point:5 art:20 art:20/para:2 art:20/point:5"),
        ("2024年4月15日", "date:2024-04-15 date:2024-04 date:2024"),
        ("国务院令第767号", "no:国务院令-767 no:令-767"),
        ("第三章第二节", "chp:3/sec:2 chp:3 sec:2"),
        ("Article 8(5)", "art:8/para:5 art:8/point:5 art:8"),
        ("Articles 20, 21 and 25", "art:20 art:21 art:25"),
        ("第八条至第十条", "art:8 art:9 art:10"),
        ("第三、五条", "art:3 art:5"),
        ("第二十条、第20条", "art:20"),
    ],
)
def test_the_stream_has_the_coarser_forms_too_and_each_once(text: str, stream: str) -> None:
    assert sorted(cut(text).references.split()) == sorted(stream.split())


@pytest.mark.parametrize(
    "text", ["第一条件", "项目", "第二款", "the article was", "order 3 units", "2024年2月30日", "99999999", "本条例", "3/4/5"]
)
def test_what_refers_to_nothing_certain(text: str) -> None:
    assert [form for form in forms(text) if not form.startswith("date:2024")] == []


def test_a_number_in_a_sentence_is_without_the_sentence() -> None:
    folded = fold("根据《条例》（国务院令第767号）和国卫医急发〔2024〕13号规定")
    assert [folded[one.start : one.end] for one in references(folded)] == ["国务院令第767号", "国卫医急发(2024)13号"]


@pytest.mark.parametrize(
    ("segment", "label", "stream"),
    [
        ("art_20", "第二十条", "art:20 art:20/para:1"),
        ("art_20__para_2", "", "art:20 art:20/para:2"),
        ("art_8__para_1__point_3", "（三）", "art:8 art:8/para:1 art:8/point:3 art:8/para:1/point:3"),
        ("art_20_1", "", "art:20-1 art:20-1/para:1"),
        ("part_1__chp_3", "", "part:1 chp:3 part:1/chp:3"),
        ("att_1__art_3", "", "att:1 art:3 art:3/para:1"),
        ("hand_made", "Article 5", "art:5"),
        ("notice__para_1", "", ""),
    ],
)
def test_a_place_is_found_by_every_reference_to_it(segment: str, label: str, stream: str) -> None:
    assert sorted(place(segment, label).split()) == sorted(stream.split())


PIECES = st.sampled_from(
    ["第", "二十", "条", "20", "款", "（", "）", "〔2024〕", "13号", "国务院", "令", "Article ", "(5)", " and ", "21",
     "April ", "2024", "年", "4", "月", "15日", "-", "/", "%", "分之", "No. ", "Decree ",
     " of the ", "State Council", "附件", "至", "、",
     "千万", "\u0663", "Ⅲ", "章", "之", "iii", "Chapter ", "²", "，"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_references_lie_in_the_text_and_are_terms(text: str) -> None:
    folded = fold(text)
    for one in references(folded):
        assert 0 <= one.start < one.end <= len(folded)
        assert all(form and not form.split()[1:] and ":" in form for form in (*one.forms, *one.coarser))


@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from(["第二十条", "2024年4月15日", "国务院令第767号", "三分之二"]))
def test_what_stands_before_does_not_hide_a_reference(text: str, reference: str) -> None:
    assert set(forms(reference)) <= set(cut(f"{text}，\n{reference}").references.split())
