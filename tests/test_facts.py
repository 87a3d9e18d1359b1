"""Facts of a document: issuers, number, dates, level and region, relations, and what they rest on."""

from __future__ import annotations

from datetime import date

import pytest

from archive.data import bodies, body, coded_bodies, full_local_name
from archive.model import Bilingual, PartialDate, Relation
from archive.parsing import Recognised, parse
from archive.parsing.facts.effect import effective_date, expiry_date
from archive.parsing.facts.issuers import issuing_body, listed_names, title_names
from archive.parsing.facts.jurisdiction import level_and_region
from archive.parsing.facts.relations_zh import amended, implemented
from archive.parsing.facts.surroundings import addressees, annexes, contacts, printing
from archive.reading import Block, SourceText
from archive.text.bodies import body_names

PROSE = ("为做好示范工作，现就有关事项通知如下。", "一、示范工作按照《甲办法》（甲发〔2001〕1号）执行。")
ISSUED = date(2024, 4, 15)


def recognised(*texts: str) -> Recognised:
    blocks = tuple(Block(text, number, number) for number, text in enumerate(texts, 1))
    (found,) = parse(SourceText("file.txt", "0" * 64, blocks, ()))[0]
    return found


def facts(*texts: str) -> tuple[object, ...]:
    document = recognised(*texts).document
    return document.number, [name.best() for name in document.issuers], document.issued


# --- bodies -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "zh", "en"),
    [
        ("国家卫健委", "国家卫生健康委员会", "National Health Commission"),
        ("NHC", "国家卫生健康委员会", "National Health Commission"),
        ("税务总局", "国家税务总局", "State Taxation Administration"),
        ("银保监会", "中国银行保险监督管理委员会", "China Banking and Insurance Regulatory Commission"),
        ("北京市住建委", "北京市住房和城乡建设委员会", "Beijing Municipal Commission of Housing and Urban-Rural Development"),
        (
            "西藏自治区人大常委会",
            "西藏自治区人民代表大会常务委员会",
            "Standing Committee of the People's Congress of Xizang Autonomous Region",
        ),
    ],
)
def test_short_names_of_bodies(printed: str, zh: str, en: str) -> None:
    found = body(printed)
    assert found is not None
    assert (found.name.zh, found.name.en) == (zh, en)


def test_every_body_has_both_names_and_no_name_is_two_bodies() -> None:
    assert len(bodies()) > 2000
    assert [known for known in bodies() if not (known.name.zh and known.name.en)] == []
    owners: dict[str, str | None] = {}
    for known in bodies():
        for name in (known.name.zh or "", *known.short):
            assert owners.setdefault(name, known.name.zh) == known.name.zh


def test_a_code_belongs_to_who_issued_in_that_year() -> None:
    assert [issuing_body(number).name.en for number in ("国卫医发〔2016〕49号", "国卫医发〔2024〕49号")] == [  # type: ignore[union-attr]
        "National Health and Family Planning Commission",
        "National Health Commission",
    ]
    assert [known.name.zh for known in coded_bodies("浙政办发", 2018)] == ["浙江省人民政府办公厅", "浙江省人民政府"]


def test_short_names_of_a_citys_bodies() -> None:
    assert full_local_name("深圳市卫健委") == "深圳市卫生健康委员会"
    assert full_local_name("示范档案馆") == "示范档案馆"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("国家卫生健康委（盖章）", ["国家卫生健康委"]),
        ("国家税务总局陕西省税务局", ["国家税务总局陕西省税务局"]),
        ("人 民 银 行　银 保 监 会", ["人民银行", "银保监会"]),
        ("黔东南苗族侗族自治州人民政府", ["黔东南苗族侗族自治州人民政府"]),
    ],
)
def test_lines_of_a_signature(line: str, names: list[str]) -> None:
    assert body_names(line) == names


# --- issuers, number, date of issue -----------------------------------------------------------------------------------


def test_a_signature_and_its_date_on_one_line() -> None:
    printed = facts("关于示范工作的通知", "示卫发〔2024〕3号", *PROSE, "江苏省卫生健康委　2024年4月12日")
    assert printed == ("示卫发〔2024〕3号", ["江苏省卫生健康委员会"], date(2024, 4, 12))


def test_names_on_two_lines_and_seals() -> None:
    printed = facts(
        "关于示范工作的通知", "示发〔2024〕3号", *PROSE, "国家卫生健康委员会", "办公厅", "财政部（盖章）", "2024年4月12日"
    )
    assert printed[1] == ["国家卫生健康委员会办公厅", "财政部"]


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("财政部　税务总局　海关总署关于示范政策的公告", ["财政部", "税务总局", "海关总署"]),
        ("最高人民法院、最高人民检察院关于示范问题的解释", ["最高人民法院", "最高人民检察院"]),
        ("浙江省人民政府办公厅转发示范意见的通知", ["浙江省人民政府办公厅"]),
        ("国家发展改革委等部门关于示范工作的意见", ["国家发展和改革委员会"]),
        ("中共中央办公厅 国务院办公厅印发《示范意见》", ["中共中央办公厅", "国务院办公厅"]),
        ("示范市档案查阅规则", []),
        ("Notice of the National Health Commission on Demonstration", ["National Health Commission"]),
    ],
)
def test_bodies_in_a_title(title: str, names: list[str]) -> None:
    assert title_names(title) == names


def test_lists_of_bodies() -> None:
    assert listed_names("财政部、民政部和公安部") == ["财政部", "民政部", "公安部"]
    assert listed_names("县政府网站") == []


def test_a_decree_on_three_lines_names_its_issuer() -> None:
    printed = facts("国家药监局", "公　告", "2024年第3号", "关于示范事项的公告", *PROSE, "特此公告。")
    assert printed[:2] == ("国家药监局公告2024年第3号", ["国家药品监督管理局"])


def test_a_law_is_the_congresss_whoever_promulgates_it() -> None:
    printed = facts(
        "中华人民共和国主席令",
        "第四十五号",
        "《中华人民共和国示范法》已由中华人民共和国第十三届全国人民代表大会常务委员会第三次会议于2020年5月28日通过，现予公布。",
        "中华人民共和国主席　张三",
        "2020年5月28日",
        "中华人民共和国示范法",
        "（2020年5月28日第十三届全国人民代表大会常务委员会第三次会议通过）",
        "第一条　为了示范，制定本法。",
        "第二条　本法自2021年1月1日起施行。",
    )
    assert printed == ("主席令第45号", ["全国人民代表大会常务委员会"], date(2020, 5, 28))


def test_a_number_behind_a_title_and_beside_the_signer() -> None:
    assert facts("关于示范工作的通知（示发〔2024〕3号）", *PROSE, "财政部", "2024年4月12日")[0] == "示发〔2024〕3号"
    found = recognised("财政部文件", "示发〔2024〕3号　　签发人：张三", "关于示范工作的通知", *PROSE, "财政部", "2024年4月12日")
    assert (found.document.number, found.document.title.zh) == ("示发〔2024〕3号", "关于示范工作的通知")


def test_a_number_that_the_text_cites_is_not_its_own() -> None:
    assert facts("关于示范工作的通知", *PROSE, "甲发〔2001〕1号第三条仍然有效。", "财政部", "2024年4月12日")[0] is None


def test_a_joint_document_says_its_other_numbers() -> None:
    found = recognised("关于示范工作的通知", "财建〔2013〕644号　发改环资〔2013〕12号", *PROSE, "财政部", "2013年9月30日")
    assert found.document.number == "财建〔2013〕644号"
    assert [p.message for p in found.problems if p.severity == "note"] == [
        "a joint document: the first number was taken; it is also 发改环资〔2013〕12号; mend `number:` if that is the main one"
    ]


def test_a_date_to_the_month_and_on_the_print_line() -> None:
    assert facts("关于示范工作的通知", "示发〔2024〕3号", *PROSE, "二〇二四年七月")[2] == PartialDate(2024, 7)


def test_what_facts_rest_on() -> None:
    found = recognised("财政部关于示范工作的通知", "财示〔2024〕3号", *PROSE, "财政部", "2024年4月12日")
    evidence = found.evidence
    assert {name: evidence[name].how for name in ("title", "number", "issuers", "issued", "type", "level")} == {
        "title": "printed", "number": "printed", "issuers": "printed", "issued": "printed", "type": "derived", "level": "derived",
    }  # fmt: skip
    assert (evidence["number"].line, evidence["number"].quote) == (2, "财示〔2024〕3号")
    coded = recognised("关于示范工作的通知", "国卫示〔2024〕3号", *PROSE)
    assert (coded.evidence["issuers"].how, coded.evidence["issuers"].line) == ("guessed", 2)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("深圳市人民政府", ("municipal", "深圳市")),
        ("黔东南苗族侗族自治州人民政府", ("municipal", "黔东南苗族侗族自治州")),
        ("江苏省南京市人民政府", ("municipal", "南京市")),
        ("上海市普陀区人民政府", ("municipal", "上海市普陀区")),
        ("河北省市场监督管理局", ("provincial", "河北省")),
        ("北京市人民政府", ("provincial", "北京市")),
        ("国家税务总局陕西省税务局", ("provincial", "陕西省")),
        ("国务院", ("national", None)),
    ],
)
def test_levels_and_regions(name: str, expected: tuple[str, str | None]) -> None:
    assert level_and_region((Bilingual(name),), None) == expected


# --- effect and expiry ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "effective", "expires"),
    [
        ("本办法自2024年5月1日起施行，有效期5年。", date(2024, 5, 1), date(2029, 4, 30)),
        ("本通知自印发之日起执行，有效期三年。", ISSUED, date(2027, 4, 14)),
        ("本办法自发布之日起30日后施行，试行期两年。", date(2024, 5, 15), date(2026, 5, 14)),
        ("本规定自公布之日起一个月后施行。", date(2024, 5, 15), None),
        ("本通知自2024年5月1日起施行，有效期至2029年4月30日。", date(2024, 5, 1), date(2029, 4, 30)),
        ("本公告执行至2027年12月31日。", None, date(2027, 12, 31)),
        ("本通知自2024年5月1日至2026年4月30日执行。", date(2024, 5, 1), date(2026, 4, 30)),
        ("许可证有效期5年，自2024年5月1日起施行。", date(2024, 5, 1), None),
        ("This Decision shall enter into force as of May 1, 2024.", date(2024, 5, 1), None),
        ("These Measures shall take effect on the date of promulgation.", ISSUED, None),
    ],
)
def test_from_when_until_when(text: str, effective: date | None, expires: date | None) -> None:
    assert effective_date(text, ISSUED) == effective
    assert expiry_date(text, effective) == expires


# --- relations and surroundings ---------------------------------------------------------------------------------------


def test_what_a_text_amends() -> None:
    assert amended([], "关于修改《甲办法》的决定") == [Relation("amends", "甲办法")]
    assert amended(["对《甲办法》（甲部令第8号）作如下修改："], "关于修改《甲办法》的决定") == [
        Relation("amends", "甲办法", "甲部令第8号")
    ]
    assert amended(["将《甲办法》第三条第一款修改为：“略”。"]) == [Relation("amends", "甲办法")]
    assert amended(["根据《甲法》第三条制定。"]) == []


def test_what_a_text_implements() -> None:
    assert implemented(["为贯彻落实《甲意见》（甲发〔2024〕1号），制定本方案。"]) == [
        Relation("implements", "甲意见", "甲发〔2024〕1号")
    ]


def test_what_stands_around_a_text() -> None:
    edition = recognised(
        "关于示范工作的通知",
        "示发〔2024〕3号",
        "各省、自治区、直辖市财政厅（局）、民政厅（局），国务院各部委：",
        *PROSE,
        "附件：1.甲表　2.乙表",
        "财政部",
        "2024年4月12日",
        "（联系人：张三，电话：000-1234）",
        "抄送：民政部。",
    ).edition
    assert addressees(edition) == ["各省、自治区、直辖市财政厅（局）", "民政厅（局）", "国务院各部委"]
    assert annexes(edition) == ["甲表", "乙表"]
    assert contacts(edition) == ["（联系人：张三，电话：000-1234）"]
    assert printing(edition) == ["抄送：民政部。"]


@pytest.mark.parametrize(
    ("text", "expires"),
    [
        ("These Measures are valid for nine years.", date(2028, 12, 31)),
        ("They are valid for a term of 3 years.", date(2022, 12, 31)),
        ("A licence is valid for zero years.", None),
        ("They are valid until May 31, 2025.", date(2025, 5, 31)),
    ],
)
def test_expiry_in_english(text: str, expires: date | None) -> None:
    assert expiry_date(text, date(2020, 1, 1)) == expires
