"""The query language: operators, fields, ranges, patterns, nearness, questions, names of documents."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import BadQuery
from indexer.analysis import cut, segmenter
from indexer.engine import GAP
from indexer.query import MAX_CHARACTERS, Query, named_number, read
from indexer.query.expression import All, Either, Expression, Has, Issued, Most, Not, Within, Words, every_leaf
from indexer.query.leaves import Leaf
from indexer.query.patterns import MAX_FORMS, expand
from indexer.query.proximity import phrases


def shown(expression: Expression | None) -> str:  # noqa: PLR0911 - a line a kind
    """An expression as text: words as typed, references by their forms."""
    match expression:
        case Words(leaves=leaves, weight=weight):
            return " ".join("|".join(leaf.forms) or leaf.text for leaf in leaves) + (f"^{weight:g}" if weight != 1 else "")
        case All(parts=parts):
            return f"({' AND '.join(map(shown, parts))})"
        case Either(parts=parts):
            return f"({' OR '.join(map(shown, parts))})"
        case Most(parts=parts):
            return f"MOST({', '.join(map(shown, parts))})"
        case Not(part=part):
            return f"NOT {shown(part)}"
        case Within(field=field, part=part):
            return f"{field}:<{shown(part)}>"
        case Has(facet=facet, values=values):
            return f"{facet}={'|'.join(values)}"
        case Issued(first=first, last=last):
            return f"{first}..{last}"
    return ""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("器官 与 捐献", "器官 捐献"),
        ("器官 AND 捐献", "器官 捐献"),
        ("器官 或 捐献", "(器官 OR 捐献)"),
        ("器官　或　捐獻", "(器官 OR 捐献)"),
        ("（器官）或（捐献）", "(器官 OR 捐献)"),
        ("器官｜捐献", "(器官 OR 捐献)"),
        ("器官 ＯＲ 捐献", "(器官 OR 捐献)"),
        ("donor || organ", "(donor OR organ)"),
        ("donor ＆ organ", "donor organ"),
        ("器官 非 捐献", "(器官 AND NOT 捐献)"),
        ("非 捐献", "NOT 捐献"),
        ("器官 －捐献", "(器官 AND NOT 捐献)"),
        ("器官 ！捐献", "(器官 AND NOT 捐献)"),
        ("a1 NOT NOT b1", "(a1 AND NOT b1)"),
        ("器官与捐献", "器官 与 捐献"),
        ("国际非政府组织", "国际 非政府 组织"),
        ("“器官 或 捐献”", "器官或捐献"),
        ("R&D", "r d"),
        ("你好！器官", "你好 器官"),
        ("Article 20 OR Article 21", "(art:20 OR art:21)"),
        ("donor^2 organ", "(donor^2 AND organ)"),
        ("donor^99", "donor^10"),
        ("与 或 非", ""),
        (" 与 ", "与"),
        ("非", "非"),
    ],
)
def test_operators_stand_alone_and_never_inside_words(typed: str, expected: str) -> None:
    assert shown(read(typed).expression) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("title:器官", "title:<器官>"),
        ("标题：器官 捐献", "(title:<器官> AND 捐献)"),
        ("標題:（器官 捐献）", "title:<器官 捐献>"),
        ("TITLE: “器官捐献”", "title:<器官捐献>"),
        ("-title:器官 正文:捐献", "(NOT title:<器官> AND text:<捐献>)"),
        ("文号:国卫医急发〔2024〕13号", "number:<no:国卫医急发-2024-13>"),
        ("type:Measures", "type=办法"),
        ("类型:(办法 OR 条例)", "(type=办法 OR type=条例)"),
        ("类型:办法、条例", "type=办法|条例"),
        ('status:"in force"', "status=in force"),
        ("状态:现行有效", "status=in force"),
        ("region:河北", "region=河北省"),
        ("lang:英文", "language=en"),
        ("发文机关:国家卫生健康委", "issuer=国家卫生健康委员会"),
        ("issuer:NHC", "issuer=国家卫生健康委员会"),
        ("发文机关：“示范报（英国）”", "issuer=示范报（英国）"),
        ("type:谕旨", "type=谕旨"),
        ("year:2024", "year=2024"),
        ("年份:2023年，2024年", "year=2023|2024"),
        ("year:>=2020", "20200101..99991231"),
        ("year:≤2020", "10101..20201231"),
        ("issued:[2020 TO 2024]", "20200101..20241231"),
        ("issued:[2020 TO ]", "20200101..99991231"),
        ("issued:[ TO 2020-06]", "10101..20200630"),
        ("issued:2024-04..2024-05", "20240401..20240531"),
        ("issued:[2020 to 2024]", "20200101..20241231"),
        ("日期:2020-2024", "20200101..20241231"),
        ("issued:20240415", "20240415..20240415"),
        ("日期:2024年4月至2024年5月", "20240401..20240531"),
        ("日期：2024年4月至5月", "20240401..20240531"),
        ("issued:[April 2024 TO 15 May 2024]", "20240401..20240515"),
        ("issued:2024年2月", "20240201..20240229"),
        ("[2020 TO 2024]", "2020 2024"),
        ("author:Smith", "author smith"),
        ("issued:someday", "someday"),
    ],
)
def test_fields_and_ranges(typed: str, expected: str) -> None:
    assert shown(read(typed).expression) == expected


def test_ends_in_braces_are_left_out() -> None:
    match read("issued:{2020 TO 2024}").expression:
        case Issued(first=first, last=last):
            assert 20201231 < first <= 20210101
            assert 20231231 <= last < 20240101
        case other:
            pytest.fail(shown(other))


@pytest.mark.parametrize(
    ("typed", "notes"),
    [
        ("author:Smith donor", [("field", "author")]),
        ("issued:someday", [("field", "issued:someday")]),
        ("issued:[once TO 2024]", [("field", "issued:[once TO 2024]")]),
        ("http://example.org 10:30 title:a1", []),
    ],
)
def test_an_unknown_field_is_said(typed: str, notes: list[tuple[str, str]]) -> None:
    assert [(note.code, note.values["field"]) for note in read(typed).notes] == notes


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("国卫医急发（２０２４）１３号", "no:国卫医急发-2024-13"),
        ("-国卫医急发（２０２４）13号 器官", "(NOT no:国卫医急发-2024-13 AND 器官)"),
        ("15 April 2024", "date:2024-04-15"),
        ("二〇二四年四月", "date:2024-04"),
        ("2024", "2024"),
        ("人体器官捐献和移植条例第二十条", "人体器官 捐献 和 移植 条例 art:20"),
        ("Article 20 (2) donor", "art:20/para:2|art:20/point:2 donor"),
        ('"Article 20"', "article20"),
        ("13号", "13号"),
    ],
)
def test_references_are_found_by_what_they_refer_to(typed: str, expected: str) -> None:
    assert shown(read(typed).expression) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("国令767号", "number:<no:国务院令-767>"),
        ("国务院令767", "number:<no:国务院令-767>"),
        ("Decree No. 767", "number:<no:令-767>"),
        ("卫医急发 13号", "number:<卫医急发 13号>"),
        ("2024 13", "number:<2024 13>"),
        ("国卫医急发 2024年 13", "number:<国卫医急发 2024年 13>"),
        ("13号", ""),
        ("2024", ""),
        ("器官捐献", ""),
        ("donor 2024", ""),
    ],
)
def test_a_number_or_its_parts_name_a_document(typed: str, expected: str) -> None:
    assert shown(read(typed).number) == expected
    assert shown(named_number(typed)) == expected


@pytest.mark.parametrize(
    ("typed", "title", "place"),
    [
        ("人体器官捐献和移植条例 第二十条", "人体器官捐献和移植条例", "art:20"),
        ("《人体器官捐献和移植条例》的第20条第二款", "人体器官捐献和移植条例", "art:20/para:2"),
        ("Article 20 of the Regulations on Organs", "regulations on organs", "art:20"),
        ("国务院令第767号 第二十条", "", "art:20"),
        ("器官 OR 第二十条", "", ""),
        ("器官", "", ""),
    ],
)
def test_a_title_and_a_provision_name_a_place(typed: str, title: str, place: str) -> None:
    found = read(typed)
    assert (found.title, found.place) == (title, place)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("我的器官可以捐给谁？", "MOST(器官, 捐给)"),
        ("脑死亡怎么判定", "MOST(脑死亡, 判定)"),
        ("How can I become an organ donor?", "MOST(become, organ, donor)"),
        ("什么是脑死亡", "什么 是 脑死亡"),
        ("what is it?", "what is it"),
        ("器官 OR 捐献？", "(器官 OR 捐献)"),
        ("“怎么判定”脑死亡", "怎么判定 脑死亡"),
        ("器官 捐献 伦理", "器官 捐献 伦理"),
    ],
)
def test_questions_need_most_of_their_words(typed: str, expected: str) -> None:
    assert shown(read(typed).expression) == expected


def test_many_words_are_a_question_unless_they_are_a_title() -> None:
    words = "a1 b1 c1 d1 e1 f1 g1"
    assert isinstance(read(words).expression, Most)
    assert isinstance(read(f"Measures {words}").expression, Words)


def test_a_tilde_in_front_asks_for_the_meaning_too() -> None:
    assert read("~ 器官") == Query(read("器官").expression, semantic=True)
    assert read("～器官").semantic
    assert not read("器官~").semantic


def test_the_users_words_are_leaves() -> None:
    assert shown(read("潜在捐献人", segmenter(("捐献人",))).expression) == "潜在 捐献人"


VOCABULARY = {
    "donor": 9,
    "donors": 8,
    "donate": 5,
    "donation": 7,
    "donut": 1,
    "transplant": 6,
    "implant": 2,
    "organ": 9,
    "dinner": 1,
}


def terms(_stream: str, prefix: str, limit: int) -> Sequence[tuple[str, int]]:
    found = [(term, count) for term, count in VOCABULARY.items() if term.startswith(prefix)]
    return sorted(found, key=lambda one: (-one[1], one[0]))[:limit]


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("donat*", ["donation", "donate"]),
        ("DONAT＊", ["donation", "donate"]),
        ("d?n*r", ["donor", "dinner"]),
        ("d？n？r", ["donor"]),
        ("*plant", ["transplant", "implant"]),
        ("donr~", ["donor"]),
        ("dnoor~1", ["donor"]),
        ("donars~2", ["donors", "donor", "donate"]),
        ("xxxxx*", []),
    ],
)
def test_patterns_stand_for_words_of_the_index(typed: str, forms: list[str]) -> None:
    expression, notes = expand(read(typed).expression, terms)
    assert [list(leaf.forms) for leaf in every_leaf(expression)] == [forms]
    assert notes == ()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("器官*", "器官"), ("organ-don*", "organ don*"), ("is it a donor?", "MOST"), ("* ** ?", ""), ("a*b*", "a*b*")],
)
def test_what_is_a_pattern(typed: str, expected: str) -> None:
    assert shown(read(typed).expression).startswith(expected) if expected != "MOST" else read(typed).expression is not None


def test_patterns_are_capped_and_it_is_said() -> None:
    many = [(f"a{number:03}", 1) for number in range(500)]
    expression, notes = expand(read("器官 a*").expression, lambda _stream, _prefix, limit: many[:limit])
    assert max(len(leaf.forms) for leaf in every_leaf(expression)) == MAX_FORMS
    assert [(note.code, note.values) for note in notes] == [("capped", {"word": "a*", "most": MAX_FORMS})]
    with pytest.raises(BadQuery, match="patterns"):
        read(" ".join(f"{letter}*" for letter in "abcdefghijk"))


def near(typed: str) -> Leaf:
    (leaf,) = every_leaf(read(typed).expression)
    return leaf


def finds(leaf: Leaf, text: str) -> bool:
    stream = cut(text).characters.split()
    return any(
        all(word in (GAP, stream[at + i]) for i, word in enumerate(phrase.words))
        for phrase in phrases("text_characters", leaf)
        for at in range(len(stream) - len(phrase.words) + 1)
    )


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ('"器官 捐献"~2', "器官捐献", True),
        ('"器官 捐献"~2', "捐献人体器官", True),
        ('"器官 捐献"~2', "捐献的人体器官", False),
        ('"器官 捐献"~3', "捐献的人体器官", True),
        ('"器官捐献"~1', "捐献者器官", True),
        ('"器官 捐献"~2', "器、官捐献", False),
        ('"donor organ"~1', "organ of donor", True),
        ('"donor organ"~1', "organ of a donor", False),
        ('"肾 donor 13"~2', "13 of donor 与肾", True),
        ('"肾 donor 13"~1', "13 of donor 与肾", False),
    ],
)
def test_near_words_stand_so_far_apart_in_any_order(typed: str, text: str, expected: bool) -> None:
    assert finds(near(typed), text) is expected


def test_nearness_is_bounded_and_it_is_said() -> None:
    assert len(phrases("x", near('"a1 b1"~999'))) <= 64
    assert len(phrases("x", near('"a1 b1 c1 d1"~20'))) <= 128
    assert [note.code for note in read('"a1 b1"~999').notes] == ["cut"]
    assert near('"器官"~5').kind == "phrase"


SYNTAX = st.sampled_from(
    ["(", ")", '"', "“", "”", "「", " ", "*", "-", "!", "NOT ", " AND ", " OR ", " 与 ", " 或 ", "非 ", "|", "&&", "器官",
     "捐献", "肾",
     "〔2024〕", "13号", "a", "organ", "title:", "标题：", "year:", "issued:", "type:", "[", "]", "{", "}", " TO ", "..", ">=",
     "2024",
     ":", "~2", "~", "^", "^2", "/re.*/", "\\", "?", "\0", "\x01", "\ud800", "\u200f", "\u202e", "，", "　", "ﬁ", "'s",
     "第二十条", "Article 20", "<b>", "'; DROP TABLE x --", "April 2024", "国令767号", "é", "🫀"]
)  # fmt: skip


@given(st.one_of(st.lists(SYNTAX, max_size=60).map("".join), st.text(max_size=300)))
def test_nothing_a_reader_types_is_an_error(text: str) -> None:
    try:
        found = read(text)
    except BadQuery:
        return
    expression, _ = expand(found.expression, terms)
    for leaf in every_leaf(expression):
        assert leaf.terms
        assert leaf.kind != "near" or phrases("x", leaf)


@pytest.mark.parametrize(
    "piece", ["(", ")", '"', "“", "[", "{", "-", "*", "?", "~", "^", ":", "a*", "a~", "NOT ", "a OR ", "title:", "issued:[", "第",
              "|", "(a ", "Article 20 ", "国令767号 ", "No. 1 ", "decree ",
              "a-b", "1/", "《", "\ud800", "😀", "器", " 或 ", "!", "&"]
)  # fmt: skip
def test_repeated_syntax_is_read_or_refused(piece: str) -> None:
    for times in (500, MAX_CHARACTERS // len(piece)):
        with suppress(BadQuery):
            assert isinstance(read(piece * times), Query)


def test_ten_thousand_characters_are_refused() -> None:
    with pytest.raises(BadQuery, match="10000 characters"):
        read("(" * 10_000)
