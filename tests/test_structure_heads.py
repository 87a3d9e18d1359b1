"""Rules found with documents that nobody had tuned to: heads of decrees, interpretations, telegrams, drafts, ordinances."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archive.intake.inspection import inspect
from archive.model import Document
from archive.text.dates import parse_date


def _document(folder: Path, text: str) -> Document:
    path = folder / "text.txt"
    path.write_text(text, encoding="utf-8")
    (found,) = inspect([path]).documents
    return found.document


def _ids(document: Document) -> set[str]:
    return {segment.id for edition in document.editions for segment in edition.segments}


def test_a_header_between_title_and_number_is_no_title(tmp_path: Path) -> None:
    found = _document(
        tmp_path,
        "最高人民法院\n关于审理渡船合同案件的解释\n（2022年3月1日最高人民法院审判委员会第1800次会议通过，自2022年5月1日起施行）\n"
        "法释〔2022〕90号\n为正确审理渡船合同案件，制定本解释。\n"
        "第一条　船票是合同的凭证。\n第二条　本解释自2022年5月1日起施行。\n",
    )
    assert found.title.zh == "最高人民法院关于审理渡船合同案件的解释"
    assert found.number == "法释〔2022〕90号"
    assert [issuer.zh for issuer in found.issuers] == ["最高人民法院"]
    assert "history" in _ids(found)


def test_a_joint_decree_is_counted_by_the_body_printed_first(tmp_path: Path) -> None:
    found = _document(
        tmp_path,
        "应急管理部\n公安部\n令\n第9号\n"
        "《灯笼存放规定》已经审议通过，现予公布，自2024年3月1日起施行。\n应急管理部部长　王某\n公安部部长　李某\n"
        "2024年1月9日\n灯笼存放规定\n第一条　灯笼应当离墙存放。\n第二条　本规定自2024年3月1日起施行。\n",
    )
    assert found.number == "应急管理部令第9号"
    assert [issuer.zh for issuer in found.issuers] == ["应急管理部", "公安部"]
    assert found.title.zh == "灯笼存放规定"


def test_an_english_decree_with_its_number_on_a_line_of_its_own(tmp_path: Path) -> None:
    found = _document(
        tmp_path,
        "Decree of the Ministry of Commerce of the People's Republic of China\nNo. 71\n"
        "The Measures for Lantern Fairs, which were adopted at the 3rd executive meeting of the Ministry of Commerce on "
        "February 1, 2013, are hereby promulgated and shall come into force as of May 1, 2013.\n"
        "Minister: Li XX\nMarch 2, 2013\nMeasures for Lantern Fairs\nArticle 1 A fair shall be announced beforehand.\n"
        "Article 2 These Measures shall come into force as of May 1, 2013.\n",
    )
    assert (found.number, found.title.en) == ("商务部令第71号", "Measures for Lantern Fairs")
    assert found.issued == date(2013, 3, 2)
    assert "notice__signature" in _ids(found)


def test_a_telegram_has_a_letterhead(tmp_path: Path) -> None:
    found = _document(
        tmp_path,
        "特急\n公安部\n明　传　电　报\n公传发〔2006〕7号\n关于加强渡口夜间值守的紧急通知\n各省、自治区、直辖市公安厅（局）：\n"
        "现通知如下：\n一、渡口应当有人值守。\n公安部\n2006年1月7日\n",
    )
    assert found.title.zh == "关于加强渡口夜间值守的紧急通知"
    assert "addressees" in _ids(found)


def test_a_draft_says_so_on_a_line_of_its_own(tmp_path: Path) -> None:
    found = _document(tmp_path, "灯笼存放管理办法\n（征求意见稿）\n第一条　灯笼应当离墙存放。\n第二条　库房应当通风。\n")
    assert found.title.zh == "灯笼存放管理办法（征求意见稿）"


def test_a_listed_work_keeps_its_number(tmp_path: Path) -> None:
    found = _document(
        tmp_path,
        "市场监管总局关于废止两件文件的公告\n2020年第90号\n决定废止以下文件：\n一、《木尺收费办法》（国质检量〔2004〕88号）\n"
        "二、《竹筷包装通知》（国质检量〔2009〕120号）\n市场监管总局\n2020年4月8日\n",
    )
    assert found.number == "国家市场监督管理总局公告2020年第90号"
    assert {"sec_1", "sec_2"} <= _ids(found)
    assert not any("__para" in segment for segment in _ids(found))
    repealed = {(relation.title, relation.number) for relation in found.relations if relation.kind == "repeals"}
    assert repealed == {("木尺收费办法", "国质检量〔2004〕88号"), ("竹筷包装通知", "国质检量〔2009〕120号")}


def test_what_an_app_prints_around_a_text_is_left_out(tmp_path: Path) -> None:
    found = _document(
        tmp_path,
        "点击上方蓝字关注我们\n关于灯笼的通知\n灯发〔2024〕3号\n各街道办事处：\n灯笼应当离墙存放。\n某区灯笼局\n2024年1月9日\nEND\n"
        "分享　收藏　点赞　在看\n阅读 1.2万\n",
    )
    text = "".join(segment.text for edition in found.editions for segment in edition.segments)
    assert found.title.zh == "关于灯笼的通知"
    assert not {"END", "点赞", "阅读", "蓝字"} & {word for word in ("END", "点赞", "阅读", "蓝字") if word in text}


def test_the_place_of_an_ordinance_in_the_laws_is_no_chapter(tmp_path: Path) -> None:
    found = _document(
        tmp_path, "第 999 章\n海濱照明條例\n本條例就照明訂定條文。\n第1條　簡稱\n本條例可引稱為《海濱照明條例》。\n"
    )
    assert found.title.zh == "海濱照明條例"
    assert not any(segment.startswith("chp_") for segment in _ids(found))


@pytest.mark.parametrize(
    ("text", "day"), [("民國103年3月5日", date(2014, 3, 5)), ("中華民國九十年一月二日", None), ("2014年3月5日", date(2014, 3, 5))]
)
def test_years_of_the_republic(text: str, day: date | None) -> None:
    assert parse_date(text) == day


def test_the_title_of_a_page_set_again_on_two_lines(tmp_path: Path) -> None:
    title = "海陵市人民代表大会常务委员会关于修改《海陵市养犬管理条例》的决定"
    path = tmp_path / "page.html"
    path.write_text(
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1><div class="article">'
        f"<p>{title[:18]}</p><p>{title[18:]}</p><p>（2021年8月27日海陵市第九届人民代表大会常务委员会第四十次会议通过）</p>"
        "<p>会议决定对《海陵市养犬管理条例》作如下修改：</p><p>一、删去第二十条。</p><p>二、删去第二十一条。</p></div></body></html>",
        encoding="utf-8",
    )
    (found,) = inspect([path]).documents
    assert found.document.title.zh == title
    assert {"sec_1", "sec_2", "history"} <= _ids(found.document)
