"""Web pages: main text, paragraphs, lists, tables, the 索引号 form, attachments, encodings."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import Problem, UnreadableFile
from archive.reading import read
from archive.reading.blocks import Block, Limits
from archive.reading.html import read_blocks
from archive.reading.kinds import kind_of

PAGE = Path("page.html")


def page(html: str, encoding: str = "utf-8") -> tuple[list[Block], list[Problem]]:
    return read_blocks(html.encode(encoding), PAGE, Limits())


def texts(html: str, encoding: str = "utf-8") -> list[str]:
    return [block.text for block in page(html, encoding)[0]]


SITE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>关于印发档案借阅办法的通知_示范省档案局</title>
<meta name="ArticleTitle" content="关于印发档案借阅办法的通知"><meta name="PubDate" content="2024-05-06 10:00">
<meta name="ContentSource" content="示范省档案局"></head><body>
<div class="top"><ul><li><a href="/">首页</a></li><li><a href="/gk">政务公开</a></li><li><a href="/hd">互动交流</a></li></ul>
</div>
<div>您当前的位置：<a href="/">首页</a> &gt; <a href="/tz">通知公告</a></div>
<h1>关于印发档案借阅办法的通知</h1>
<div class="info">
<span>发布时间：2024-05-06 10:00</span> <span>来源：示范省档案局</span> <span>【字体：<a>大</a> <a>中</a> <a>小</a>】</span>
<span>【打印】</span></div>
<div class="wenhao">示档发〔2024〕3号</div>
<div class="body"><p>各市档案局：</p><p>　　现将《档案借阅办法》印发给你们，请遵照<span>执</span><b>行</b>。</p>
<p>　　第一条 为了规范借阅，制定本办法。<br/>　　第二条 本局负责借阅工作。</p>
<p style="text-align:right">示范省档案局</p><p style="text-align:right">2024年5月1日</p></div>
<div class="buttons"><a href="javascript:print()">打印本页</a> <a href="javascript:close()">关闭窗口</a></div>
<div class="more"><h3>相关链接</h3><ul><li><a href="/1">关于开放档案的公告</a></li><li><a href="/2">关于征集档案的公告</a>
</li></ul></div>
<div class="bottom">版权所有：示范省档案局 示ICP备000001号 网站标识码：0000000001</div></body></html>"""


def test_text_of_a_government_page_without_its_surroundings() -> None:
    assert texts(SITE) == [
        "发布时间：2024-05-06",
        "来源：示范省档案局",
        "关于印发档案借阅办法的通知",
        "示档发〔2024〕3号",
        "各市档案局：",
        "现将《档案借阅办法》印发给你们，请遵照执行。",
        "第一条 为了规范借阅，制定本办法。",
        "第二条 本局负责借阅工作。",
        "示范省档案局",
        "2024年5月1日",
    ]


def test_title_is_a_heading_and_lines_never_go_back() -> None:
    blocks, problems = page(SITE)
    assert [block.text for block in blocks if block.is_heading] == ["关于印发档案借阅办法的通知"]
    assert [block.line for block in blocks] == sorted(block.line for block in blocks)
    assert blocks[-1].line == SITE[: SITE.index("2024年5月1日")].count("\n") + 1
    assert problems == []


@pytest.mark.parametrize(
    "form",
    [
        "<table><tr><td>索 引 号：</td><td>0001/2024</td><td>发文机关：</td><td>示范省档案局</td></tr>"
        "<tr><td>发文字号：</td><td>示档发〔2024〕3号</td><td>成文日期：</td><td>2024年05月01日</td></tr></table>",
        "<table><tr><th>索引号</th><td>0001/2024</td></tr><tr><th>发文机关</th><td>示范省档案局</td></tr>"
        "<tr><th>发文字号</th><td>示档发〔2024〕3号</td></tr><tr><th>成文日期</th><td>2024年05月01日</td></tr></table>",
        "<table><tr><td>索引号：0001/2024</td><td>发文机关：示范省档案局</td></tr>"
        "<tr><td>发文字号：示档发〔2024〕3号</td><td>成文日期：2024年05月01日</td></tr></table>",
        "<dl><dt>索引号：</dt><dd>0001/2024</dd><dt>发文机关：</dt><dd>示范省档案局</dd>"
        "<dt>发文字号：</dt><dd>示档发〔2024〕3号</dd><dt>成文日期：</dt><dd>2024年05月01日</dd></dl>",
        "<ul><li><b>索引号：</b>0001/2024</li><li><b>发文机关：</b>示范省档案局</li>"
        "<li><b>发文字号：</b>示档发〔2024〕3号</li><li><b>成文日期：</b>2024年05月01日</li></ul>",
        "<div><div>【索引号】</div><div>0001/2024</div><div>【发文机关】</div><div>示范省档案局</div>"
        "<div>【发文字号】</div><div>示档发〔2024〕3号</div><div>【成文日期】</div><div>2024年05月01日</div></div>",
        "<p><span>索引号：0001/2024</span>&nbsp;&nbsp;<span>发文机关：示范省档案局</span>&nbsp; "
        "<span>发文字号：示档发〔2024〕3号</span>&nbsp;<span>成文日期：2024年05月01日</span></p>",
    ],
)
@pytest.mark.parametrize("inside", [True, False])
def test_form_in_whatever_elements(form: str, inside: bool) -> None:
    text = "<p>第一条 为了规范借阅，制定本办法。</p><p>第二条 本办法自公布之日起施行。</p>"
    html = f"<body><div>{form}</div><div id='zoom'>{text}</div>" if not inside else f"<body><div id='zoom'>{form}{text}</div>"
    assert texts(html) == [
        "索引号：0001/2024",
        "发文机关：示范省档案局",
        "发文字号：示档发〔2024〕3号",
        "成文日期：2024年05月01日",
        "第一条 为了规范借阅，制定本办法。",
        "第二条 本办法自公布之日起施行。",
    ]


def test_empty_entries_of_the_form_are_left_out_and_take_no_other_value() -> None:
    html = (
        "<table><tr><td>索引号：</td><td>1</td><td>主题词：</td><td></td></tr><tr><td>发文字号：</td>"
        "<td>示档发〔2024〕3号</td></tr></table>"
    )
    assert texts(f"{html}<p>本局今日公布借阅办法。</p>")[:2] == ["索引号：1", "发文字号：示档发〔2024〕3号"]


def test_a_date_alone_above_the_text_is_the_day_of_publication() -> None:
    html = "<h1>关于开放档案的公告</h1><div>2024-05-06 09:30</div><div id='zoom'><p>本局今日开放一批档案。</p></div>"
    assert texts(html) == ["发布日期：2024-05-06", "关于开放档案的公告", "本局今日开放一批档案。"]


def test_meta_elements_fill_in_only_what_the_page_does_not_show() -> None:
    meta = '<meta name="PubDate" content="2024-05-06 10:00"><meta name="ContentSource" content="示范省档案局">'
    shown = "<div>发布时间：2024-05-07</div>"
    text = "<p>本局今日开放一批档案，欢迎查阅。</p>"
    assert texts(f"<head>{meta}</head>{text}") == [
        "发布日期：2024-05-06",
        "来源：示范省档案局",
        "本局今日开放一批档案，欢迎查阅。",
    ]
    assert texts(f"<head>{meta}</head>{shown}{text}")[:2] == ["发布时间：2024-05-07", "来源：示范省档案局"]


def test_title_only_in_meta_is_put_before_the_text() -> None:
    html = '<head><meta name="ArticleTitle" content="关于开放档案的公告"></head><p>本局今日开放一批档案，欢迎查阅。</p>'
    assert texts(html) == ["关于开放档案的公告", "本局今日开放一批档案，欢迎查阅。"]


def test_title_printed_in_two_lines_is_not_repeated() -> None:
    html = (
        "<head><title>示范省档案局关于开放档案的公告</title></head><h1>示范省档案局关于开放档案的公告</h1>"
        "<div id='zoom'><p>示范省档案局</p><p>关于开放档案的公告</p><p>本局今日开放一批档案。</p></div>"
    )
    assert texts(html) == ["示范省档案局", "关于开放档案的公告", "本局今日开放一批档案。"]


def test_lines_of_one_paragraph() -> None:
    broken = (
        "为了规范全省档案借阅工作，提高档案利用的水平，根据国家档案法律<br>和有关规定，结合本省的实际情况，制定这个办法，"
        "请各市遵照执行并<br>报告。"
    )
    assert texts(f"<p>{broken}</p><p>示范省档案局<br>2024年5月1日</p>") == [
        "为了规范全省档案借阅工作，提高档案利用的水平，根据国家档案法律和有关规定，结合本省的实际情况，制定这个办法，"
        "请各市遵照执行并报告。",
        "示范省档案局",
        "2024年5月1日",
    ]


def test_white_space() -> None:
    html = "<div>　　第一条　本局负责\n借阅。　　第二条　Records\nmay&nbsp;&nbsp;be read.&#8203;</div>"
    assert texts(html) == ["第一条　本局负责借阅。", "第二条　Records may be read."]


def test_ordered_lists_are_numbered_as_a_browser_does() -> None:
    html = (
        "<p>申请人应当提交下列材料：</p><ol start=3><li>身份证明；</li><li value=7>说明；</li></ol><ol type=a><li>甲</li></ol>"
        "<ol type=I><li>乙</li></ol><ol style='list-style-type:cjk-ideographic'><li>丙</li></ol>"
        "<ol style='list-style:none'><li>丁</li></ol><ol><li>（一）戊</li></ol><ul><li>己</li></ul>"
    )
    assert texts(html)[1:] == ["3. 身份证明；", "7. 说明；", "a. 甲", "I. 乙", "一、丙", "丁", "（一）戊", "己"]


def test_data_table_with_merged_cells() -> None:
    table = (
        "<table><tr><th rowspan=2>馆</th><th colspan=2>卷</th></tr><tr><th>开放</th><th>不开放</th></tr><tr><td><p>甲</p>"
        "<p>乙</p></td>"
        "<td>1|2</td><td>3<br>4</td></tr></table>"
    )
    blocks, _ = page(f"<p>各馆情况如下：</p>{table}<p>完毕。</p>")
    assert blocks[1] == Block(
        "| 馆 | 卷 | 卷 |\n| --- | --- | --- |\n| 馆 | 开放 | 不开放 |\n| 甲 乙 | 1\\|2 | 3 4 |", 1, 1, is_table=True
    )
    assert blocks[2].text == "完毕。"


def test_tables_that_lay_out_the_page_are_no_tables() -> None:
    html = "<table><tr><td>首页</td></tr><tr><td><table><tr><td><p>本局今日开放一批档案。</p></td></tr></table></td></tr></table>"
    assert texts(html) == ["首页", "本局今日开放一批档案。"] or texts(html) == ["本局今日开放一批档案。"]
    assert not any(block.is_table for block in page(html)[0])


def test_headings_and_raised_numbers() -> None:
    html = (
        "<p>浓度不低于10<sup>9</sup>/L，面积3m<sup>2</sup>。</p><h2>总则</h2><p>按照规定<sup><a href='#n1'>1</a>"
        "</sup>办理，H<sub>2</sub>O。</p>"
    )
    blocks, _ = page(html)
    assert [block.text for block in blocks] == ["浓度不低于10⁹/L，面积3m²。", "总则", "按照规定[1]办理，H2O。"]
    assert [block.is_heading for block in blocks] == [False, True, False]


def test_attachments() -> None:
    html = (
        "<!-- saved from url=(0040)https://www.example.invalid/gk/2024/t1.html --><body><div id='zoom'>"
        "<p>现将申请表印发给你们。</p>"
        "<p>附件：<a href='P1.docx'>1.借阅申请表</a></p></div><div><a href='/files/a.pdf'>点击下载</a> "
        "<a href='b.xls'>借阅统计表.xls</a>"
        "<a href='javascript:void(0)'>x.pdf</a></div></body>"
    )
    blocks, problems = page(html)
    assert [block.text for block in blocks] == [
        "现将申请表印发给你们。",
        "附件：1.借阅申请表",
        "附件：a.pdf (https://www.example.invalid/files/a.pdf)",
        "附件：借阅统计表.xls (https://www.example.invalid/gk/2024/b.xls)",
    ]
    assert [problem.severity for problem in problems] == ["note"]
    assert "1.借阅申请表: https://www.example.invalid/gk/2024/P1.docx" in problems[0].message


def test_base_may_not_lead_elsewhere_than_the_web() -> None:
    html = "<head><base href='file:///etc/'></head><p>本局今日开放一批档案。</p><a href='a.pdf'>目录</a>"
    blocks, problems = page(html)
    assert [block.text for block in blocks] == ["本局今日开放一批档案。", "目录"]
    assert [problem.message for problem in problems] == [
        "files attached to the page: 目录: a.pdf; hand in those that belong to the document",
    ]


def test_hidden_parts_scripts_and_comments_are_left_out() -> None:
    html = (
        "<p>本局今日开放一批档案。</p><p style='DISPLAY : none'>隐藏的一句话。</p><p hidden>又一句话。</p>"
        "<div aria-hidden=true>第三句话。</div>"
        "<script>document.write('第四句话。')</script><!-- 第五句话。 --><style>p{}</style><noscript>请打开脚本。</noscript>"
    )
    assert texts(html) == ["本局今日开放一批档案。"]


def test_page_that_shows_nothing_but_hidden_text_is_read_all_the_same() -> None:
    assert texts("<body><div style='display:none'><p>本局今日开放一批档案。</p></div></body>") == ["本局今日开放一批档案。"]


def test_text_outside_of_the_main_text_is_told() -> None:
    long = "".join(f"<p>第{n}条 本局负责第{n}项借阅工作。</p>" for n in "一二三四五六七八九十")
    _, problems = page(
        f"<body><div>请遵守本网站的使用规则。</div><div><div><a href='/'>首页</a><a href='/1'>全部档案目录和索引</a></div>"
        f"</div><div>{long}</div></body>"
    )
    assert [problem.message for problem in problems if "outside" in problem.message] != []


def test_no_paragraph_is_lost_where_the_text_lies_in_several_containers() -> None:
    html = (
        "<body><div><p>第一条 为了规范借阅，制定本办法。</p></div><div><p>第二条 本局负责借阅工作。</p></div><div>"
        "<p>附件是本办法的一部分。</p></div>"
    )
    assert len(texts(html)) == 3


def test_english_news_page() -> None:
    html = (
        "<html><head><title>Province opens archives | Example Daily</title></head><body><nav><a href='/'>Home</a></nav>"
        "<h1>Province opens archives</h1><div>Updated: May 6, 2024 10:30 Example Daily</div><article>"
        "<p>The province opened\n  its archives on Monday.</p><p>Readers <i>may</i> come\nin.</p></article>"
        "<footer>Copyright © Example Daily. All rights reserved.</footer></body></html>"
    )
    assert texts(html) == [
        "Province opens archives",
        "Updated: May 6, 2024 10:30 Example Daily",
        "The province opened its archives on Monday.",
        "Readers may come in.",
    ]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("utf-8", "utf-8"),
        ("big5", "big5"),
        ("gb2312", "utf-8"),
        ("iso-8859-1", "gb18030"),
    ],
)
def test_encodings(declared: str, encoding: str) -> None:
    text = "本局今日開放一批檔案，歡迎大家前來查閱" + ("，镕基路朱镕" if encoding == "gb18030" else "") + "。"
    html = (
        f"<html><head><meta http-equiv='Content-Type' content='text/html; charset={declared}'></head><body><p>{text}</p>"
        f"</body></html>"
    )
    assert texts(html, encoding) == [text]


def test_marked_encodings() -> None:
    html = "<html><body><p>本局今日开放一批档案。</p></body></html>"
    assert texts(html, "utf-16") == texts(html, "utf-8-sig") == ["本局今日开放一批档案。"]


def test_a_damaged_byte_is_told_and_nothing_is_lost() -> None:
    data = ("<meta charset=utf-8><p>" + "本局今日开放一批档案。" * 40 + "</p><p>完毕了").encode() + b"\xe3\x80</p>"
    blocks, problems = read_blocks(data, PAGE, Limits())
    assert blocks[-1].text.startswith("完毕了")
    assert [problem.severity for problem in problems] == ["warning"]


@pytest.mark.parametrize(
    ("html", "remedy"),
    [
        ("<html><body><script>load()</script><div id=app></div></body></html>", "after it has loaded"),
        ("<html><body><iframe src='/pdfjs/web/viewer.html?file=a.pdf'></iframe></body></html>", "hand in that file"),
        ("<html><frameset><frame src='text.html'></frameset></html>", "open the frame on its own"),
        ("<html><body><img src=1.jpg><img src=2.jpg></body></html>", "OCR"),
        ("<!-- nothing -->", "save it again"),
    ],
)
def test_pages_without_text_name_the_remedy(html: str, remedy: str) -> None:
    with pytest.raises(UnreadableFile, match=remedy):
        page(html)


def test_read_takes_a_page_by_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "saved"
    path.write_text(SITE, encoding="utf-8")
    assert kind_of(path.read_bytes(), path) == "html"
    assert read(path).blocks[-1].text == "2024年5月1日"
