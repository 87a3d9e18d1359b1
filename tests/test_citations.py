"""Citations in both languages: works, places, lists, ranges, and a document's references to itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.citing import provision_id, segment_of
from archive.model import Citation, Segment
from archive.parsing.citations.citations import find_citations, occurrences

OWN = "自己办法"
ARTICLES = [Segment(f"art_{number}", f"第{number}条", "正文。") for number in range(1, 7)]


def cited(text: str, at: str = "art_7__para_3") -> list[tuple[str, str | None]]:
    """(title, place) of each citation in a passage of a statute with six articles before it and an annex behind."""
    segments = [*ARTICLES, Segment(at, "", text), Segment("att_2", "附件2", "登记表")]
    return [(one.title, provision_id(one)) for one in find_citations(segments, OWN)]


WORKS = [
    ("《甲法》第三条至第五条", [("甲法", "art_3"), ("甲法", "art_4"), ("甲法", "art_5")]),
    ("《甲法》第三、五条", [("甲法", "art_3"), ("甲法", "art_5")]),
    ("《甲法》第三条、第七条第二款", [("甲法", "art_3"), ("甲法", "art_7__para_2")]),
    ("《甲法》第二条第（一）至（三）项", [("甲法", f"art_2__para_1__point_{n}") for n in (1, 2, 3)]),
    ("《甲法》第二条第（一）项至第（三）项", [("甲法", f"art_2__para_1__point_{n}") for n in (1, 2, 3)]),
    ("《甲法》第二条第(一)、(三)项", [("甲法", f"art_2__para_1__point_{n}") for n in (1, 3)]),
    ("《甲法》第三条第一款第（二）项第1目", [("甲法", "art_3__para_1__point_2__indent_1")]),
    ("《甲法》第八十条之一第二款", [("甲法", "art_80_1__para_2")]),
    ("《甲法》第八条至第十条之一", [("甲法", place) for place in ("art_8", "art_9", "art_10", "art_10_1")]),
    ("《甲法》的第６条", [("甲法", "art_6")]),
    ("《甲法》第二編第三章第一節", [("甲法", "part_2__chp_3__sec_1")]),
    ("《甲法》第二條第三項", [("甲法", "art_2__para_1__point_3")]),
    ("《甲法》第三章", [("甲法", "chp_3")]),
    ("《甲法》附件2", [("甲法", "att_2")]),
    ("《甲法》（2019年修订）第三条", [("甲法", "art_3")]),
    ("《甲法》第三条和《乙法》第四条", [("甲法", "art_3"), ("乙法", "art_4")]),
    ("《关于修改〈甲法〉的决定》第二条", [("关于修改〈甲法〉的决定", "art_2")]),
    ("《甲法》规定，该法第九条", [("甲法", None), ("甲法", "art_9")]),
    (
        "《中华人民共和国甲法》（以下简称《甲法》），《甲法》第二条",
        [("中华人民共和国甲法", None), ("中华人民共和国甲法", "art_2")],
    ),
    ("《甲乙条例》（以下简称条例），违反条例第五条", [("甲乙条例", None), ("甲乙条例", "art_5")]),
    ("依照中华人民共和国刑法第十条处罚", [("中华人民共和国刑法", "art_10")]),
    ("违反治安管理处罚法第三条", [("治安管理处罚法", "art_3")]),
    ("取得《医师执业证书》，见《示范日报》", []),
    ("第三条道路和第一款手机", []),
]


@pytest.mark.parametrize(("text", "found"), WORKS, ids=[text for text, _ in WORKS])
def test_works_and_places(text: str, found: list[tuple[str, str | None]]) -> None:
    assert cited(text) == found


REFERENCES = [
    ("本办法第五条第二款", ["art_5__para_2"]),
    ("违反第五条、第六条规定", ["art_5", "art_6"]),
    ("有前款规定情形", ["art_7__para_2"]),
    ("前款第（二）项", ["art_7__para_2__point_2"]),
    ("前两款规定", ["art_7__para_1", "art_7__para_2"]),
    ("依照前条", ["art_6"]),
    ("前三条", ["art_4", "art_5", "art_6"]),
    ("本条第一款", ["art_7__para_1"]),
    ("第一款、第二款", ["art_7__para_1", "art_7__para_2"]),
    ("（见附件2）", ["att_2"]),
    ("第九十九条", []),
    ("附件3", []),
]


@pytest.mark.parametrize(("text", "places"), REFERENCES, ids=[text for text, _ in REFERENCES])
def test_a_document_refers_to_itself(text: str, places: list[str]) -> None:
    assert cited(text) == [(OWN, place) for place in places]


ENGLISH = [
    ("under Article 8, paragraph 1, item (3) of the Example Law,", [("Example Law", "art_8__para_1__point_3")]),
    ("Article 8(1)(c) of the Example Law", [("Example Law", "art_8__para_1__point_3")]),
    ("Articles 3 to 5 of the Example Law", [("Example Law", f"art_{n}") for n in (3, 4, 5)]),
    ("Articles 3, 5 and 7 of the Example Law", [("Example Law", f"art_{n}") for n in (3, 5, 7)]),
    ("Item (1) of Paragraph 2 of Article 8 of the Example Law", [("Example Law", "art_8__para_2__point_1")]),
    ("Section 2 of Chapter III of the Example Law", [("Example Law", "chp_3__sec_2")]),
    ("Article 120-1 of the Example Code", [("Example Code", "art_120_1")]),
    ("the Law of the People's Republic of China on Examples", [("Law of the People's Republic of China on Examples", None)]),
    (
        "the Regulations on Old Examples and the Rules on New Ones",
        [("Regulations on Old Examples", None), ("Rules on New Ones", None)],
    ),
    ("Article 3 of these Measures", [(OWN, "art_3")]),
    ("Article 5 and the preceding article", [(OWN, "art_5"), (OWN, "art_6")]),
    ("items (1) and (2) of the preceding paragraph", [(OWN, f"art_7__para_2__point_{n}") for n in (1, 2)]),
    ("the preceding paragraph", [(OWN, "art_7__para_2")]),
    ("the two preceding paragraphs", [(OWN, "art_7__para_1"), (OWN, "art_7__para_2")]),
    ("Paragraph 2 of this Article", [(OWN, "art_7__para_2")]),
    ("These Measures and this Law apply.", []),
]


@pytest.mark.parametrize(("text", "found"), ENGLISH, ids=[text for text, _ in ENGLISH])
def test_english(text: str, found: list[tuple[str, str | None]]) -> None:
    assert cited(text) == found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("根据国办发〔2020〕5号文件", "国办发〔2020〕5号"),
        ("《甲通知》（国办发[2020]05号）", "国办发〔2020〕5号"),
        ("《甲通知（国办发〔2020〕5号）》", "国办发〔2020〕5号"),
        ("see Guo Ban Fa [2020] No. 5", "Guo Ban Fa [2020] No. 5"),
        ("Decree No. 767 of the State Council", "国务院令第767号"),
    ],
)
def test_numbers(text: str, number: str) -> None:
    (found,) = find_citations([Segment("para_1", "", text)], OWN)
    assert found.number == number


def test_the_point_before() -> None:
    assert cited("以前项手段获取的", at="art_7__para_1__point_2") == [(OWN, "art_7__para_1__point_1")]


def test_the_printed_form_of_each_place() -> None:
    text = "违反《甲法》第三条、第五条第二款和本办法第一条至第三条。"
    found = list(occurrences([*ARTICLES, Segment("art_7", "", text)], OWN))
    assert list(dict.fromkeys(text[one.start : one.end] for one in found)) == [
        "《甲法》第三条",
        "第五条第二款",
        "本办法第一条至第三条",
    ]


def test_a_point_whose_paragraph_is_not_said_is_looked_for() -> None:
    ids = ["art_8", "art_8__para_2", "art_8__para_2__point_3"]
    assert segment_of(Citation("x", "甲", article=8, point=3), ids) == "art_8__para_2__point_3"
    assert segment_of(Citation("x", "甲", article=8, paragraph=1), ids) == "art_8"
    assert segment_of(Citation("x", "甲", article=8, paragraph=9), ids) == "art_8"
    assert segment_of(Citation("x", "甲", article=9), ids) is None
    assert segment_of(Citation("x", "甲", article=8), [*ids, "att_1__art_8"], within="att_1__art_2") == "att_1__art_8"


@given(st.text(alphabet="第三五条款项（）()《》、和至本法前该附件2〔〕号之一a ArticleX", max_size=60))
def test_any_text_is_read_and_offsets_lie_in_it(text: str) -> None:
    for found in occurrences([*ARTICLES, Segment("art_7", "", text)], OWN):
        if found.segment == "art_7":
            assert 0 <= found.start < found.end <= len(text)
