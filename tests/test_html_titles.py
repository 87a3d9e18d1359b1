"""Web pages: the title comes from the text, not from the bar above it; a form that was left empty takes nothing from the text."""

from __future__ import annotations

from pathlib import Path

from archive.reading.blocks import Limits
from archive.reading.html import read_blocks

BAR = '<div id="top"><span>今天是2022年11月2日 星期三</span><a href="#">无障碍浏览</a><a href="#">繁體版</a></div>'
RULES = [
    "第一条 为了保护档案，方便查阅，制定本办法。",
    "第二条 查阅档案应当登记，登记簿保存三十年。",
    "第三条 本办法自公布之日起施行。",
]
FORM = (
    "<ul><li>索引号：000014349/2022-00417</li><li>发文机构：{body}</li><li>发文字号：{number}</li><li>成文日期：{date}</li></ul>"
)


def texts(body: str) -> list[str]:
    html = f'<html><head><meta charset="utf-8"><title>示范市人民政府门户网站</title></head><body>{body}</body></html>'
    return [block.text for block in read_blocks(html.encode(), Path("page.html"), Limits())[0]]


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def test_the_bar_above_the_form_is_left_out() -> None:
    form = FORM.format(body="示范市人民政府办公室", number="示政办发〔2022〕7号", date="2022年10月20日")
    found = texts(f"{BAR}<div>{form}</div><h1>示范市档案查阅办法</h1><div class='content'>{paragraphs(RULES)}</div>")
    assert found == [
        "索引号：000014349/2022-00417",
        "发文机构：示范市人民政府办公室",
        "发文字号：示政办发〔2022〕7号",
        "成文日期：2022年10月20日",
        "示范市档案查阅办法",
        *RULES,
    ]


def test_a_short_text_does_not_take_the_bar_with_it() -> None:
    found = texts(f"{BAR}<h1>示范市档案查阅办法</h1><div><p>一、查阅应当登记。</p><p>二、登记簿保存三十年。</p></div>")
    assert found == ["示范市档案查阅办法", "一、查阅应当登记。", "二、登记簿保存三十年。"]


def test_an_empty_form_takes_nothing_from_the_text() -> None:
    form = FORM.format(body="", number="", date="")
    found = texts(f"<div>{form}</div><div class='content'><p>示范市档案查阅办法</p>{paragraphs(RULES)}</div>")
    assert found == ["索引号：000014349/2022-00417", "示范市档案查阅办法", *RULES]


def test_a_title_beside_the_container_of_the_text_is_kept() -> None:
    inner = "<br>".join(RULES)
    found = texts(f"{BAR}<div><p><strong>示范市档案查阅办法</strong></p><div>{inner}</div></div>")
    assert found == ["示范市档案查阅办法", *RULES]


def test_the_tools_of_an_english_page_are_left_out() -> None:
    rules = ["Article 1 These Rules apply to archives of the city.", "Article 2 These Rules come into force on May 1, 2024."]
    tools = "<div><a>Print</a> <a>Share</a> <a>Text size A A A</a></div>"
    found = texts(f"<main><h1>Rules on the Use of Archives</h1>{paragraphs(rules)}</main>{tools}")
    assert found == ["Rules on the Use of Archives", *rules]


def test_a_first_sentence_that_names_the_title_does_not_stand_for_it() -> None:
    rules = ["第一条 示范市档案查阅办法以条例为根据。", *RULES[1:]]
    found = texts(f"<h1>示范市档案查阅办法</h1><div>{'<br>'.join(rules)}</div>")
    assert found == ["示范市档案查阅办法", *rules]
