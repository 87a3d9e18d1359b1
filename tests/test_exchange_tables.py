"""CSV, TSV and Word tables: of ours in a spreadsheet's hands, and of other programs."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from archive.errors import UnreadableFile
from archive.exchange.columns import columns
from archive.exchange.facts import Facts, ReadLimits
from archive.exchange.units import ExchangedUnit
from tests.exchanging import read_back, written

UNITS = [
    ExchangedUnit("第一条　总则", "Article 1 General", "d", "art_1", state="computed", score=0.93, label="第一条"),
    ExchangedUnit("=甲", "-b", "d", "art_2", state="confirmed", properties={"title": "某办法"}),
]


def texts(name: str, data: bytes) -> tuple[list[tuple[str, str]], str]:
    units, problems = read_back(name, data)
    return [(unit.zh, unit.en) for unit in units], "\n".join(map(str, problems))


# --- CSV


def test_no_cell_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(written("csv", UNITS).decode("utf-8-sig"), newline="")))
    assert rows[0][:4] == ["zh", "en", "document", "unit"]
    assert rows[2][:2] == ["'=甲", "'-b"]


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_a_spreadsheet_finds_utf_8(name: str) -> None:
    assert written(name, UNITS).startswith(b"\xef\xbb\xbfzh")


def test_a_table_that_a_spreadsheet_saved() -> None:
    """Other separator, other line ends, other order of columns, a column added, encoding of a Chinese Windows."""
    data = "document;en;zh;unit;remark\nd;'-b;甲；乙;art_1;look\nd;b;丙丁戊己庚辛壬癸;art_2;\n".encode("gb18030")
    units, problems = read_back("csv", data)
    assert units == [
        ExchangedUnit("甲；乙", "-b", "d", "art_1", properties={"remark": "look"}),
        ExchangedUnit("丙丁戊己庚辛壬癸", "b", "d", "art_2"),
    ]
    assert [problem.severity for problem in problems] == ["note"]
    assert "GB18030" in problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        "原文\t译文\n第一条\tArticle 1\n",
        "译文,原文\nArticle 1,第一条\n",
        "Source|Target|Note\n第一条|Article 1|x\n",
        "English;Chinese\r\nArticle 1;第一条\r\n",
        "zh-CN,en-GB\n第一条,Article 1\n",
        "第一条\tArticle 1\n",
        "Article 1,第一条\n",
        "\n\nNo.,中文,英文\n1,第一条,Article 1\n\n",
    ],
)
def test_tables_of_other_programs(text: str) -> None:
    assert texts("csv", text.encode()) == ([("第一条", "Article 1")], "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
def test_encodings(encoding: str) -> None:
    text = "中文,英文\n" + "".join(f"人民政府應當公布第{place}號文件，並說明理由。,text {place}\n" for place in range(30))
    found, told = texts("csv", text.encode(encoding))
    assert len(found) == 30
    assert found[7] == ("人民政府應當公布第7號文件，並說明理由。", "text 7")
    assert ("encoding was taken to be" in told) == (encoding in {"gb18030", "big5"})


def test_gb18030_with_its_byte_order_mark() -> None:
    assert texts("csv", "\ufeff中文,英文\n第一条,one\n".encode("gb18030"))[0] == [("第一条", "one")]


def test_ragged_rows_are_told_with_their_line() -> None:
    found, told = texts("csv", '中文,英文\n"一\n一",one\n二\n三,three,3\n四,four\n'.encode())
    assert found == [("一\n一", "one"), ("四", "four")]
    assert "units.file:4: error: rows were left out" in told
    assert "2 ('line 4', 'line 5')" in told


def test_quotation_marks_that_do_not_close() -> None:
    with pytest.raises(UnreadableFile, match=r"units\.file:3: this row cannot be read"):
        read_back("csv", '中文,英文\n一,one\n"二,two\n三,three\n'.encode())


def test_quotation_marks_that_mean_nothing() -> None:
    data = '中文\t英文\n一\t"Quoted" text\n"二\tan inch is 1"\n'.encode()
    assert texts("tsv", data) == ([("一", '"Quoted" text'), ('"二', 'an inch is 1"')], "")


@pytest.mark.parametrize("text", ["a,b\nc,d\n", "just a line\n", "中文\n第一条\n", "1,2\n"])
def test_no_columns_to_be_told(text: str) -> None:
    with pytest.raises(UnreadableFile, match="no Chinese and English column can be told"):
        read_back("csv", text.encode())


@pytest.mark.parametrize("data", [b"\n\n", b"zh,en\n\x00\x01\x02\xff\xfe\x00\x81" * 40])
def test_what_is_no_table(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_back("csv", data)


def test_damage_far_into_a_file() -> None:
    data = ("中文,英文\n" + "第一条,one\n" * 60_000).encode() + b"\xff\xff,x\n"
    with pytest.raises(UnreadableFile, match=r"units\.file:60002: is damaged, or not in utf-8; save"):
        read_back("csv", data)


def test_a_line_without_end_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="one line has more than"):
        read_back("csv", "中文,英文\n".encode() + b"x" * 5000, ReadLimits(unit_bytes=2000))


def test_which_column_is_which() -> None:
    assert columns(["Target", "Source"], [["第一条", "Article 1"]]) == ({"zh": 0, "en": 1}, True)
    assert columns(["英文", "备注", "中文"], []) == ({"en": 0, "note": 1, "zh": 2}, True)
    assert columns(["1", "第一条", "Article one"], [["2", "第二条", "Article two"]]) == ({"zh": 1, "en": 2}, False)
    assert "zh" not in columns(["one two", "three"], [["four", "five"]])[0]


# --- Word


def document(data: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(data))


def saved(made: docx.document.Document) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def table(rows: list[list[str]], made: docx.document.Document | None = None) -> docx.document.Document:
    made = made or docx.Document()
    grid = made.add_table(len(rows), len(rows[0]))
    for row, cells in zip(grid.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    return made


def test_a_word_table_as_a_reader_sees_it() -> None:
    other = ExchangedUnit("乙\n丙\t丁", "B", "e", "art_1")
    made = document(written("docx", [UNITS[1], UNITS[0], other], Facts(title="某办法")))
    assert [paragraph.text for paragraph in made.paragraphs if paragraph.text] == ["某办法", "e"]
    assert len(made.tables) == 2
    shown = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert shown[0] == ["Label / id", "Chinese", "English", "State / score"]
    assert shown[2][:3] == ["第一条\nart_1", "第一条　总则", "Article 1 General"]
    state = made.tables[0].rows[2].cells[3].paragraphs[0].runs
    assert (state[0].text, state[0].font.hidden) == ("computed\n0.93", None)
    assert all(run.font.hidden for run in state[1:])
    assert made.tables[1].rows[1].cells[1].text == "乙\n丙\t丁"
    assert made.core_properties.title == "某办法"


def test_a_word_table_names_fonts_and_languages_and_repeats_its_heading() -> None:
    made = document(written("docx", UNITS))
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in made.element.body.iter(qn("w:tr"))] == [
        True,
        False,
        False,
    ]
    chinese = made.tables[0].rows[1].cells[1].paragraphs[0].style.element.rPr
    assert chinese.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "SimSun"
    assert chinese.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"
    assert chinese.find(qn("w:lang")).get(qn("w:val")) == "en-US"


def test_a_word_table_that_was_edited_in_a_word_processor() -> None:
    made = document(written("docx", UNITS))
    cells = made.tables[0].rows[1].cells
    cells[2].text = "Article 1\nGeneral provisions"
    cells[3].paragraphs[0].runs[0].text = "Confirmed"
    first, second = read_back("docx", saved(made))[0]
    assert (first.en, first.state, first.score) == ("Article 1\nGeneral provisions", "confirmed", 0.93)
    assert (first.document, first.unit, first.label) == ("d", "art_1", "第一条")
    assert second == UNITS[1]


def test_a_word_table_that_lost_its_hidden_text() -> None:
    made = document(written("docx", UNITS))
    for hidden in list(made.element.body.iter(qn("w:vanish"))):
        run = hidden.getparent().getparent()
        run.getparent().remove(run)
    first = read_back("docx", saved(made))[0][0]
    assert (first.zh, first.en, first.label, first.state) == ("第一条　总则", "Article 1 General", "第一条", "computed")
    assert first.properties == {"id": "art_1"}


def test_damaged_hidden_text_is_told() -> None:
    made = document(written("docx", UNITS))
    made.tables[0].rows[1].cells[3].paragraphs[0].runs[1].text = "duizhao:{"
    units, problems = read_back("docx", saved(made))
    assert units[0].zh == "第一条　总则"
    assert "damaged hidden text" in problems[0].message
    assert problems[0].line == 2


@pytest.mark.parametrize(
    "rows",
    [
        [["第一条", "Article 1"], ["第二条", "Article 2"]],
        [["Article 1", "第一条"], ["Article 2", "第二条"]],
        [["原文", "译文"], ["第一条", "Article 1"], ["第二条", "Article 2"]],
        [["No.", "English", "Chinese"], ["1", "Article 1", "第一条"], ["2", "Article 2", "第二条"]],
    ],
)
def test_a_table_of_another_program(rows: list[list[str]]) -> None:
    assert texts("docx", saved(table(rows))) == ([("第一条", "Article 1"), ("第二条", "Article 2")], "")


def test_three_tables() -> None:
    made = table([["第一条", "Article 1"]])
    made.add_paragraph("between")
    table([["2023", "2024"], ["5", "6"]], made)
    table([["English", "中文"], ["Article 2", "第二条"]], made)
    found, told = texts("docx", saved(made))
    assert found == [("第一条", "Article 1"), ("第二条", "Article 2")]
    assert "units.file:2: note: tables without a Chinese and an English column were left out: 1" in told


def test_merged_cells_and_tracked_changes_are_told() -> None:
    made = table([["中文", "英文", "备注"], ["第一条", "Article 1", ""], ["第二条", "Article 2", ""]])
    made.tables[0].cell(1, 1).merge(made.tables[0].cell(1, 2))
    paragraph = list(made.element.body.iter(qn("w:p")))[-1]
    paragraph.append(etree.fromstring(f'<w:del xmlns:w="{paragraph.nsmap["w"]}"><w:r><w:delText>gone</w:delText></w:r></w:del>'))
    found, told = texts("docx", saved(made))
    assert found[1] == ("第二条", "Article 2")
    assert "units.file:2: warning: rows have merged cells" in told
    assert "tracked changes were read as if accepted" in told


@pytest.mark.parametrize(
    ("made", "match"),
    [(docx.Document(), "has no table"), (table([["1", "2"]]), "no table has a Chinese and an English column")],
)
def test_word_files_without_such_a_table(made: docx.document.Document, match: str) -> None:
    with pytest.raises(UnreadableFile, match=match):
        read_back("docx", saved(made))


def test_a_bomb_is_refused() -> None:
    bomb = io.BytesIO(written("docx", UNITS))
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/more.xml", b"\0" * 3_000_000)
    with pytest.raises(UnreadableFile, match="unpacks to more than the limit"):
        read_back("docx", bomb.getvalue(), ReadLimits(unpacked_bytes=2_000_000))


def test_entities_in_a_word_file_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written("docx", UNITS))) as package, zipfile.ZipFile(out, "w") as hostile:
        for name in package.namelist():
            data = package.read(name)
            if name == "word/document.xml":
                start = data.index(b"<w:document")
                data = b'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + data[start:]
            hostile.writestr(name, data)
    with pytest.raises(UnreadableFile, match="declares entities"):
        read_back("docx", out.getvalue())
