"""Letters: who is addressed, the letterhead, numbers beside the title, lists of annexes, several regulations issued together."""

from __future__ import annotations

import pytest

from archive.parsing import Recognised, parse
from archive.parsing.letter.addressed import are_addressees
from archive.reading import Block, SourceText

SIGNED = ["示范省档案局", "2024年3月5日"]


def only(*texts: str) -> Recognised:
    blocks = tuple(Block(text, number, number) for number, text in enumerate(texts, 1))
    ((document,), _) = parse(SourceText("file.txt", "0" * 64, blocks, ()))
    return document


def segments(document: Recognised) -> list[tuple[str, str]]:
    return [(segment.id, segment.text) for segment in document.edition.segments]


@pytest.mark.parametrize(
    "line",
    [
        "示范省人民政府，档案管理部：",
        "各省、自治区、直辖市及新疆生产建设兵团档案局（馆），有关中央企业：",
        "中央有关部门，国务院各部委，有关人民团体，各省、自治区、直辖市档案局：",
        "示范市档案馆:",
        "你单位：",
    ],
)
def test_addressees(line: str) -> None:
    assert are_addressees(line)


@pytest.mark.parametrize(
    "line",
    [
        "根据省政府部署，现通知如下：",
        "各地要做好以下事项：",
        "依据《示范办法》，有关单位：",
        "有下列情形之一的单位：",
        "档案局负责登记。各单位：",
        "联系人：",
    ],
)
def test_what_only_begins_a_list_is_not_addressed(line: str) -> None:
    assert not are_addressees(line)


def test_a_long_row_of_names_that_ends_in_none_is_read_at_once() -> None:
    assert not are_addressees("示范局，" * 140 + "然后：")


def test_the_serial_of_an_announcement_under_its_title() -> None:
    document = only("关于开放档案的公告", "2024年第12号", "现开放馆藏档案。", *SIGNED)
    assert document.document.number == "示范省档案局公告2024年第12号"
    assert segments(document)[0] == ("para_1", "现开放馆藏档案。")


def test_the_serial_of_a_gazette_is_no_number() -> None:
    document = only("关于开放档案的通知", "2024年第12号", "现开放馆藏档案。", *SIGNED)
    assert document.document.number is None


def test_a_list_of_annexes_that_names_each_one_anew() -> None:
    document = only("关于登记的通知", "示档发〔2024〕1号", "请登记。", *SIGNED, "附件：1.登记表", "附件：2.查阅表", "3.目录")
    assert segments(document)[-1] == ("annexes", "附件：1.登记表\n附件：2.查阅表\n3.目录")


def test_a_headline_with_quotation_marks_ends_before_its_byline() -> None:
    document = only("Volunteers count “lost” wells", "Lin Baoshan", "Four thousand wells were found.", "Half of them are dry.")
    assert document.document.title.en == "Volunteers count “lost” wells"


def test_an_english_title_with_its_header_run_on() -> None:
    document = only(
        "Regulations on Disused Quarries (Adopted at the 12th Meeting of the Council on July 14, 2020)",
        "Article 1 These Regulations apply to quarries.",
        "Article 2 These Regulations come into force on October 1, 2020.",
    )
    assert document.document.title.en == "Regulations on Disused Quarries"
    assert segments(document)[0] == ("history", "(Adopted at the 12th Meeting of the Council on July 14, 2020)")


def test_a_header_in_traditional_characters() -> None:
    document = only("古窯保護辦法", "（2019年3月15日文物局局務會議通過）", "第一條 為了保護古窯，制定本辦法。", "第二條 施行。")
    assert [name for name, _ in segments(document)] == ["history", "art_1", "art_2"]
