"""Word files: paragraphs, numbering that Word generates, tables, notes, changes, text boxes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from archive.errors import Problem
from archive.reading import read
from archive.reading.blocks import Block, Limits
from archive.reading.docx import read_blocks
from archive.reading.docx.numerals import formatted

PATH = Path("rules.docx")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def package(parts: dict[str, str]) -> bytes:
    """A Word file of parts, each the inside of its root element, or a whole document where it begins with a declaration."""
    roots = {
        "document": "document",
        "numbering": "numbering",
        "styles": "styles",
        "footnotes": "footnotes",
        "comments": "comments",
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in parts.items():
            root = roots.get(name, name)
            whole = inside if inside.startswith("<?xml") else f"<w:{root} {NAMES}>{inside}</w:{root}>"
            archive.writestr(f"word/{name}.xml", whole)
    return written.getvalue()


def blocks_of(body: str, **parts: str) -> tuple[list[Block], list[Problem]]:
    return read_blocks(package({"document": f"<w:body>{body}</w:body>", **parts}), PATH, Limits())


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in blocks_of(body, **parts)[0]]


def p(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def numbered(text: str, num: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def level(place: int, text: str, number_format: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/>'
        f'<w:numFmt w:val="{number_format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(p(line) for line in text.split('/'))}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_a_file_made_by_a_library(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("档案借阅办法", 0)
    document.add_heading("总则", 1)
    document.add_paragraph("示档发〔2024〕3号")
    document.add_paragraph("")
    paragraph = document.add_paragraph("为了规范")
    paragraph.add_run("借阅，").bold = True
    paragraph.add_run("制定本办法。")
    document.sections[0].header.paragraphs[0].text = "页眉"
    path = tmp_path / "rules.docx"
    document.save(str(path))
    source = read(path)
    assert [(block.text, block.line, block.is_heading) for block in source.blocks] == [
        ("档案借阅办法", 1, True),
        ("总则", 2, True),
        ("示档发〔2024〕3号", 3, False),
        ("为了规范借阅，制定本办法。", 5, False),
    ]


def test_numbers_of_articles_and_points() -> None:
    levels = (
        level(0, "第%1章", "chineseCounting"),
        level(1, "第%2条", "chineseCountingThousand", more='<w:lvlRestart w:val="0"/>'),
        level(2, "（%3）", "chineseCounting"),
        level(3, "%4."),
    )
    body = "".join(
        (
            numbered("总则", 1),
            numbered("为了规范借阅，制定本办法。", 1, 1),
            numbered("申请人提交：", 1, 1),
            numbered("身份证明；", 1, 2),
            numbered("说明：", 1, 2),
            numbered("用途；", 1, 3),
            numbered("期限。", 1, 3),
            numbered("附则", 1),
            numbered("本局负责解释。", 1, 1),
            numbered("本条之一项。", 1, 2),
        )
    )
    assert texts(body, numbering=numbering(*levels)) == [
        "第一章 总则",
        "第一条 为了规范借阅，制定本办法。",
        "第二条 申请人提交：",
        "（一）身份证明；",
        "（二）说明：",
        "1. 用途；",
        "2. 期限。",
        "第二章 附则",
        "第三条 本局负责解释。",
        "（一）本条之一项。",
    ]


def test_levels_that_name_higher_ones_and_legal_numbers() -> None:
    levels = (level(0, "%1", "upperRoman"), level(1, "%1.%2"), level(2, "%1.%2", more="<w:isLgl/>"), level(3, "", "bullet"))
    body = numbered("甲", 1) + numbered("乙", 1, 1) + numbered("丙", 1, 2) + numbered("丁", 1, 3) + numbered("戊", 1, 1)
    assert texts(body, numbering=numbering(*levels)) == ["I 甲", "I.1 乙", "1.1 丙", "丁", "I.2 戊"]


def test_lists_of_one_definition_go_on_and_restart_where_told() -> None:
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
        f'<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{level(0, "%1、", "ideographTraditional", 2)}'
        "</w:lvlOverride></w:num>"
    )
    order = (1, 1, 2, 3, 3, 1, 0)
    body = "".join(numbered("甲", num) for num in order)
    assert texts(body, numbering=numbering(level(0, "%1."), lists=lists)) == [
        "1. 甲",
        "2. 甲",
        "3. 甲",
        "5. 甲",
        "6. 甲",
        "7. 甲",
        "甲",
    ]
    assert texts(numbered("甲", 4), numbering=numbering(level(0, "%1."), lists=lists)) == ["乙、甲"]


def test_numbering_that_comes_with_a_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="tiao"><w:name w:val="条"/><w:basedOn w:val="zhang"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="zhang"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    levels = level(0, "第%1章", more='<w:pStyle w:val="zhang"/>'), level(1, "第%2条", more='<w:pStyle w:val="tiao"/>')
    body = p("总则", '<w:pStyle w:val="zhang"/>') + p("正文。") + p("办法。", '<w:pStyle w:val="tiao"/>')
    blocks, _ = blocks_of(body, styles=styles, numbering=numbering(*levels))
    assert [block.text for block in blocks] == ["第1章 总则", "正文。", "第1条 办法。"]
    assert [block.is_heading for block in blocks] == [True, False, False]


@pytest.mark.parametrize(
    ("value", "number_format", "printed"),
    [
        (21, "chineseCounting", "二十一"),
        (105, "chineseCountingThousand", "一百零五"),
        (3, "ideographTraditional", "丙"),
        (11, "ideographTraditional", "11"),
        (2, "ideographZodiac", "丑"),
        (20, "ideographDigital", "二〇"),
        (10, "chineseLegalSimplified", "壹拾"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "decimalEnclosedParen", "⑵"),
        (28, "lowerLetter", "bb"),
        (4, "upperRoman", "IV"),
        (9, "lowerRoman", "ix"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (22, "ordinal", "22nd"),
        (13, "ordinal", "13th"),
        (5, "somethingNew", "5"),
    ],
)
def test_number_formats(value: int, number_format: str, printed: str) -> None:
    assert formatted(value, number_format) == printed


def test_tables_with_merged_cells() -> None:
    body = table(
        cell("馆", '<w:vMerge w:val="restart"/>') + cell("卷", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("开放") + cell("不开放"),
        cell("甲/乙") + cell("1|2") + cell(""),
    )
    blocks, _ = blocks_of(p("各馆情况：") + body + p("完毕。"))
    assert blocks[1] == Block(
        "| 馆 | 卷 | 卷 |\n| --- | --- | --- |\n| 馆 | 开放 | 不开放 |\n| 甲 乙 | 1\\|2 |  |", 2, 10, is_table=True
    )
    assert blocks[2].line == 11


def test_frames_and_forms_are_no_tables() -> None:
    frame = table(cell("第一条 本局负责借阅。/第二条 本办法自公布之日起施行。"))
    form = table(
        cell("索 引 号") + cell("0001") + cell("发文机关") + cell("示范省档案局"), cell("发文字号：") + cell("示档发〔2024〕3号")
    )
    assert texts(frame) == ["第一条 本局负责借阅。", "第二条 本办法自公布之日起施行。"]
    assert texts(form) == ["索引号：0001", "发文机关：示范省档案局", "发文字号：示档发〔2024〕3号"]


def test_nested_tables_are_read_once() -> None:
    inner = table(cell("甲") + cell("乙"), cell("丙") + cell("丁"))
    outer = f"<w:tbl><w:tr><w:tc>{p('说明')}{inner}{p('')}</w:tc></w:tr></w:tbl>"
    assert texts(outer) == ["说明", "| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |"]


def test_notes_follow_the_text() -> None:
    body = (
        '<w:p><w:r><w:t>第一条 本局负责</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>借阅。</w:t></w:r></w:p>'
        + p("完毕。")
    )
    footnotes = (
        f'<w:footnote w:type="separator" w:id="0">{p("线")}</w:footnote><w:footnote w:id="2">{p("指示范省档案局。")}</w:footnote>'
    )
    assert texts(body, footnotes=footnotes) == ["第一条 本局负责[1]借阅。", "完毕。", "[1] 指示范省档案局。"]


def test_tracked_changes_are_taken_as_accepted_and_told() -> None:
    body = (
        "<w:p><w:r><w:t>本局</w:t></w:r><w:del><w:r><w:delText>不</w:delText></w:r></w:del><w:ins><w:r><w:t>负责</w:t>"
        "</w:r></w:ins>"
        "<w:r><w:t>借阅。</w:t></w:r></w:p>"
    )
    blocks, problems = blocks_of(body)
    assert [block.text for block in blocks] == ["本局负责借阅。"]
    assert [(problem.severity, "2 tracked changes" in problem.message) for problem in problems] == [("warning", True)]


def test_fields_symbols_breaks_and_hidden_text() -> None:
    def field(instruction: str, result: str) -> str:
        marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
        return f"{marks[0]}<w:r><w:instrText>{instruction}</w:instrText></w:r>{marks[1]}<w:r><w:t>{result}</w:t></w:r>{marks[2]}"

    body = (
        f"<w:p><w:r><w:t>见</w:t></w:r>{field(' REF _a ', '第三条')}{field(' PAGE ', '7')}<w:r><w:t>，</w:t><w:noBreakHyphen/>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
        '<w:fldSimple w:instr=" PAGEREF _Toc1 "><w:r><w:t>9</w:t></w:r></w:fldSimple>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>可见</w:t>"
        "<w:tab/><w:t>。</w:t></w:r>"
        "<w:hyperlink><w:r><w:t>网址</w:t></w:r></w:hyperlink><w:r><w:br/><w:t>（一）甲；</w:t><w:br w:type='page'/></w:r></w:p>"
    )
    blocks, problems = blocks_of(body)
    assert [block.text for block in blocks] == ["见第三条，-☑□可见 。网址", "（一）甲；"]
    assert [block.line for block in blocks] == [1, 1]
    assert [problem.message for problem in problems] == [
        "1 runs of hidden text were left out; unhide in the word processor what belongs to the text",
    ]


def test_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('示范省档案局文件')}</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r><w:r><w:t>正文</w:t></w:r></w:p>{p('完毕。')}"
    )
    assert texts(body) == ["正文", "示范省档案局文件", "完毕。"]


def test_content_controls_and_formulas() -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt><w:p><m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath></w:p>"
    )
    assert texts(body) == ["甲", "a=b"]


def test_what_is_left_out_is_counted() -> None:
    picture = "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"
    _, problems = blocks_of(p("甲") + picture + "<w:altChunk/>", comments=f"<w:comment>{p('批注')}</w:comment>")
    assert [problem.message.split(" ", 2)[:2] for problem in problems] == [["1", "pictures"], ["1", "parts"], ["1", "comments"]]


def test_the_strict_kind_of_file() -> None:
    data = package({"document": f"<w:body>{p('甲')}</w:body>"})
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(written, "w") as strict:
        for name in source.namelist():
            strict.writestr(name, source.read(name).replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"))
    assert [block.text for block in read_blocks(written.getvalue(), PATH, Limits())[0]] == ["甲"]
