"""Copies and versions at the command line: the same words in another print, a consolidated text, two texts of one number."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.comparing.wording import same_words, what_differs
from archive.model import Edition, Segment
from tests.test_hands import Desk

FIRST = (
    "示范市人民政府令\n第12号\n\n《示范市养蜂管理办法》已经通过，现予公布，自2021年7月1日起施行。\n\n"
    "市长　某某\n\n2021年3月12日\n\n示范市养蜂管理办法\n\n第一条　为了规范养蜂活动，制定本办法。\n\n"
    "第二条　养蜂者应当向县级人民政府登记。\n\n"
    "第三条　登记机关在10个工作日内答复。\n\n第四条　本办法自2021年7月1日起施行。\n"
)
CONSOLIDATED = (
    "示范市养蜂管理办法\n\n（2021年3月12日示范市人民政府令第12号公布　"
    "根据2024年5月6日《示范市人民政府关于修改部分规章的决定》修订）\n\n"
    "第一条　为了规范养蜂活动，制定本办法。\n\n第二条　养蜂者应当向县级农业农村部门登记。\n\n"
    "第三条　登记机关在5个工作日内答复。\n\n第四条　本办法自2021年7月1日起施行。\n"
)
NOTICE = "关于做好登记工作的通知\n示档发〔2031〕7号\n各县：\n请做好第7次登记，并在五日内报送。\n示范市档案局\n2031年3月5日\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def actions(desk: Desk, *arguments: str) -> list[tuple[str, str]]:
    return [(one["action"], one["id"]) for one in desk.json("add", "--no-index", *arguments)["documents"]]


@pytest.mark.parametrize("order", [(FIRST, CONSOLIDATED), (CONSOLIDATED, FIRST)])
def test_a_consolidated_text_is_a_version_of_its_number(desk: Desk, order: tuple[str, str]) -> None:
    files = [desk.file(f"{place}.txt", text) for place, text in enumerate(order)]
    (first, one), (second, other) = actions(desk, *files)
    assert (first, second) == ("added", "added")
    assert other.startswith(one)
    assert other.endswith(("-2021", "-2024"))
    numbers = {document["number"] for document in desk.json("list")}
    assert len(numbers) == 1
    assert "also that of" not in desk("check").stdout
    assert actions(desk, *files) == [("unchanged", one), ("unchanged", other)]
    assert "[-10-]{+5+}" in desk("diff", *sorted((one, other), key=lambda name: desk.json("show", name)["issued"])).stdout


def test_dates_of_a_consolidated_text_are_no_contradiction(desk: Desk) -> None:
    desk("add", "--no-index", desk.file("a.txt", CONSOLIDATED))
    found = desk("check").stdout
    assert "before it was issued" not in found
    assert "the number" not in found


def test_a_text_of_the_same_number_and_another_day_is_kept_where_it_is_said(desk: Desk) -> None:
    [(_, first)] = actions(desk, desk.file("a.txt", NOTICE))
    other = desk.file("b.txt", NOTICE.replace("五日", "六日").replace("3月5日", "3月9日"))
    refused = desk("add", "--no-index", other)
    assert refused.exit_code == 1
    assert "passages differ" in refused.stderr
    assert "--as-version" in refused.stderr
    [(action, second)] = actions(desk, "--as-version", other)
    assert (action, second != first) == ("added", True)
    assert "also that of" not in desk("check").stdout
    assert actions(desk, "--as-version", other) == [("unchanged", second)]


def test_a_version_needs_a_date_of_its_own(desk: Desk) -> None:
    [(_, first)] = actions(desk, desk.file("a.txt", NOTICE))
    other = desk.file("b.txt", NOTICE.replace("五日", "六日"))
    refused = desk("add", "--no-index", "--as-version", other)
    assert refused.exit_code == 1
    assert "--set issued=" in refused.stderr
    assert actions(desk, "--as-version", "--set", "issued=2032年1月5日", other) == [("added", f"{first}-2032")]


def test_one_number_of_two_works_is_still_found(desk: Desk) -> None:
    desk("add", "--no-index", desk.file("a.txt", NOTICE))
    folder = desk.collection / "other-1"
    folder.mkdir()
    (folder / "document.yaml").write_text(
        "id: other-1\ntitle: {zh: 别的文件}\nnumber: 示档发〔2031〕7号\nissued: 2031-04-01\n", encoding="utf-8"
    )
    assert "is also that of" in desk("check").stdout


def test_the_same_words_in_another_print_change_nothing(desk: Desk) -> None:
    [(_, document)] = actions(desk, desk.file("a.txt", NOTICE))
    printed = desk.file("b.txt", NOTICE.replace("，", ",").replace("关于", "关 于").replace("登记工作", "登 记 工 作"))
    before = (desk.collection / document / "zh.md").read_bytes()
    result = desk("add", "--no-index", printed)
    assert result.exit_code == 0
    assert result.stdout.startswith("unchanged ")
    assert (desk.collection / document / "zh.md").read_bytes() == before


def test_a_signature_that_differs_is_told_and_is_no_other_text(desk: Desk) -> None:
    desk("add", "--no-index", desk.file("a.txt", NOTICE))
    result = desk("add", "--no-index", desk.file("b.txt", NOTICE + "（联系人：某某）\n"))
    assert result.exit_code == 0
    assert result.stdout.startswith("unchanged ")
    assert "passages differ" in result.stderr


def test_a_copy_under_another_title_is_a_warning_with_its_remedy(desk: Desk) -> None:
    text = "关于推进查阅服务的意见\n\n各县：\n\n" + "".join(
        f"一是完善第{n}项查阅服务，方便群众就近办理各类事项。\n" for n in range(20)
    )
    desk("add", "--no-index", desk.file("a.txt", text))
    copy = text.replace("关于推进查阅服务的意见", "推进查阅服务工作的若干措施").replace("第3项", "第三项")
    result = desk("add", "--no-index", desk.file("b.txt", copy))
    assert "warning" in result.stderr
    assert "`archive remove " in result.stderr


def test_a_document_is_compared_with_its_counterpart_in_a_file(desk: Desk) -> None:
    [(_, document)] = actions(desk, desk.file("a.txt", NOTICE))
    both = NOTICE.replace("7", "8") + "\n" + NOTICE.replace("五日", "六日")
    result = desk("diff", document, desk.file("two.txt", both))
    assert result.exit_code == 0
    assert "[-五-]{+六+}" in result.stdout


texts = st.text(alphabet="甲乙丙。，ABC123", min_size=1)


@given(texts, st.integers(1, 5))
def test_how_a_text_is_divided_and_spaced_does_not_count(text: str, every: int) -> None:
    one = Edition("zh", "official", (Segment("art_1", "", text),))
    pieces = [text[start : start + every] for start in range(0, len(text), every)]
    other = Edition("zh", "official", tuple(Segment(f"para_{n}", "", f" {piece}\n") for n, piece in enumerate(pieces, 1)))
    assert same_words(one, other)
    assert what_differs(one, other) == ""


@given(texts, texts)
def test_other_words_are_another_text(one: str, other: str) -> None:
    editions = [Edition("zh", "official", (Segment("art_1", "", text),)) for text in (one, f"{one}{other}")]
    assert not same_words(*editions)
    assert "passages differ (art_1)" in what_differs(*editions)
