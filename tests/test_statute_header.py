"""Headers of statutes (题注): adoption, publication, amendments, effect; where one begins and ends; what comes of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.parsing import Recognised, parse
from archive.parsing.statute.enactments import Amendment, Enactment, StatuteHeader
from archive.parsing.statute.header import history_length, parse_header
from archive.reading import Block, SourceText


def blocks(*texts: str) -> list[Block]:
    return [Block(text, number, number) for number, text in enumerate(texts, 1)]


def only(*texts: str) -> Recognised:
    ((document,), _) = parse(SourceText("file.txt", "0" * 64, tuple(blocks(*texts)), ()))
    return document


AMENDED = (
    "（1999年7月1日第九届全国人民代表大会第二次会议通过　根据2006年3月17日第十届全国人民代表大会第四次会议"
    "《关于修改〈示范档案法〉的决定》第一次修正　2018年10月26日第十三届全国人民代表大会常务委员会第六次会议修订）"
)
HEADERS = {
    AMENDED: StatuteHeader(
        adopted=Enactment(date(1999, 7, 1), "全国人民代表大会", "第二次会议"),
        amendments=(
            Amendment(date(2006, 3, 17), "修正", "关于修改〈示范档案法〉的决定", "全国人民代表大会"),
            Amendment(date(2018, 10, 26), "修订", None, "全国人民代表大会常务委员会"),
        ),
    ),
    "（2019年3月18日 中华人民共和国国务院令第910号公布 根据2024年12月6日《国务院关于修改部分行政法规的决定》修订 "
    "自2025年1月20日起施行）": StatuteHeader(
        published=Enactment(date(2019, 3, 18), "国务院", None, "国务院令第910号"),
        amendments=(Amendment(date(2024, 12, 6), "修订", "国务院关于修改部分行政法规的决定"),),
        effective=date(2025, 1, 20),
    ),
    "(2008年9月3日国务院第25次常务会议通过 2008年9月18日国务院令第835号公布 自公布之日起施行)": StatuteHeader(
        adopted=Enactment(date(2008, 9, 3), "国务院", "第25次常务会议"),
        published=Enactment(date(2008, 9, 18), "国务院", None, "国务院令第835号"),
        effective=date(2008, 9, 18),
    ),
    "2018年9月6日 国务院第23次常务会议修订通过\n2018年11月6日 国务院令第906号公布\n2019年3月1日 施行": StatuteHeader(
        published=Enactment(date(2018, 11, 6), "国务院", None, "国务院令第906号"),
        amendments=(Amendment(date(2018, 9, 6), "修订", None, "国务院"),),
        effective=date(2019, 3, 1),
    ),
    "（2001年5月23日湖南省第九届人民代表大会常务委员会第二十二次会议通过）": StatuteHeader(
        adopted=Enactment(date(2001, 5, 23), "湖南省人民代表大会常务委员会", "第二十二次会议"),
    ),
    "（2023年12月26日示档规〔2023〕9号公布）": StatuteHeader(
        published=Enactment(date(2023, 12, 26), None, None, "示档规〔2023〕9号"),
    ),
    "(Adopted at the Second Session of the Ninth National People's Congress on July 1, 1999; "
    "amended on March 17, 2006; effective as of January 1, 2007)": StatuteHeader(
        adopted=Enactment(date(1999, 7, 1), "National People's Congress", "Second Session"),
        amendments=(Amendment(date(2006, 3, 17), "修正"),),
        effective=date(2007, 1, 1),
    ),
    "": StatuteHeader(),
    "没有日期": StatuteHeader(),
}


@pytest.mark.parametrize("text", HEADERS)
def test_what_a_header_says(text: str) -> None:
    assert parse_header(text) == HEADERS[text]


@pytest.mark.parametrize(
    ("text", "issued", "number", "body"),
    [
        (AMENDED, date(2018, 10, 26), None, "全国人民代表大会"),
        ("（2019年3月18日国务院令第910号公布 2024年12月6日修订）", date(2024, 12, 6), "国务院令第910号", "国务院"),
        ("", None, None, None),
    ],
)
def test_the_facts_of_a_header(text: str, issued: date | None, number: str | None, body: str | None) -> None:
    header = parse_header(text)
    assert (header.issued, header.number, header.body) == (issued, number, body)


@pytest.mark.parametrize(
    ("texts", "length"),
    [
        ([AMENDED, "第一条 甲。"], 1),
        (
            ["（1999年7月1日第九届全国人民代表大会第二次通过", "根据2006年3月17日《关于修改〈甲法〉的决定》修正）", "第一章"],
            2,
        ),
        (["2018年9月6日 国务院第23次常务会议通过", "2018年11月6日 国务院令第906号公布", "2019年3月1日 施行", "第一章 总则"], 3),
        (["（2024年版）", "第一条 甲。"], 0),
        (["（试行）"], 0),
        (["2024年5月1日"], 0),
        (["（2024年5月1日前报送）"], 0),
        (["2024年5月1日，本办法公布。"], 0),
        (["第一条 甲。"], 0),
        (["（1999年7月1日第九届全国人民代表大会第二次会议通过", "第一条 甲。"], 0),
        ([], 0),
    ],
)
def test_how_many_blocks_are_the_header(texts: list[str], length: int) -> None:
    assert history_length(blocks(*texts)) == length


@given(
    st.lists(
        st.text(st.sampled_from("（）()《》〈〉2019年3月一日第次会议通过公布修订，自起施行国务院令号 \n"), max_size=60),
        max_size=6,
    )
)
def test_any_text_can_be_read_as_a_header(texts: list[str]) -> None:
    header = parse_header("\n".join(texts))
    days = [act.day for act in (header.adopted, header.published, *header.amendments) if act and act.day]
    assert header.issued == max(days, default=None)
    assert 0 <= history_length(blocks(*texts)) <= len(texts)


def test_a_law_with_its_header() -> None:
    document = only("示范档案法", AMENDED, "第一章 总则", "第一条 本法适用于档案。", "第二条 本法自1999年10月1日起施行。")
    assert document.document.title.zh == "示范档案法"
    assert document.document.issued == date(2018, 10, 26)
    assert [issuer.zh for issuer in document.document.issuers] == ["全国人民代表大会"]
    assert [(s.id, s.label) for s in document.edition.segments] == [
        ("history", ""),
        ("chp_1", "第一章"),
        ("art_1", "第一条"),
        ("art_2", "第二条"),
    ]
    assert document.edition.segments[0].text == AMENDED


def test_regulations_with_a_decree_number_in_their_header() -> None:
    header = "（2019年3月18日中华人民共和国国务院令第910号公布 自2019年5月1日起施行）"
    document = only("示范档案条例", header, "第一条 本条例适用于档案。", "第二条 国家档案局解释本条例。").document
    assert (document.number, document.issued, document.effective) == ("国务院令第910号", date(2019, 3, 18), date(2019, 5, 1))


def test_the_number_is_that_of_the_latest_decree() -> None:
    header = parse_header(
        "（2001年10月31日国务院令第321号公布　根据2026年3月2日国务院令第838号《关于修改部分行政法规的决定》修订）"
    )
    assert header.number == "国务院令第838号"
    assert header.issued == date(2026, 3, 2)


def test_an_amendment_without_decree_leaves_the_number_of_the_publication() -> None:
    header = parse_header("（2001年10月31日示范省人民政府令第21号公布　2010年3月2日省政府常务会议修正）")
    assert header.number == "示范省人民政府令第21号"
