"""Input made to do harm, and what fuzzing found: an answer or one clear error, soon, and nothing lost."""

from __future__ import annotations

import json
import os
import time
import zipfile
from collections.abc import Callable
from functools import reduce
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.cli import main
from archive.cli.output import echo_json_lists
from archive.errors import ArchiveError, BadQuery, Problem, UnreadableFile
from archive.history.history import History
from archive.intake.corrections import parse_setting
from archive.intake.inspection import inspect
from archive.parsing import parse
from archive.reading import Block, SourceText, read
from archive.reading import markdown as markdown_reader
from archive.reading.blocks import Limits
from archive.reading.bounded import bounded
from archive.reading.docx.package import open_package
from archive.reading.html import read_blocks as read_page
from archive.reading.hyphens import Hyphens
from archive.reading.kinds import kind_of

PATH = Path("a.txt")
SENTENCE = "本局今日开放一批档案，供社会查阅。"


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


# Web pages that name an encoding which is none.


@pytest.mark.parametrize("charset", ["utf\0-8", "idna", "punycode", "undefined", "unicode-escape", "base64", "no-such-set"])
def test_a_page_in_an_encoding_that_is_none(charset: str) -> None:
    """With many zero bytes these stay in the page, and in the name of its set."""
    page = f'<meta charset="{charset}"><p>{SENTENCE}</p>'.encode("gb18030")
    blocks, _ = read_page(page, Path("a.html"), Limits())
    assert [block.text for block in blocks] == [SENTENCE]


def test_zero_bytes_everywhere_in_a_page() -> None:
    page = b'<meta charset="' + b"\0" * 400 + b'utf-8\0"><p>' + SENTENCE.encode("gb18030") + b"</p>"
    try:
        blocks, _ = read_page(page, Path("a.html"), Limits())
    except UnreadableFile as error:
        assert "a.html" in str(error)  # noqa: PT017 - either outcome is right
    else:
        assert SENTENCE in blocks[0].text


# Time: twice the text takes about twice as long, four times at the very most.


@pytest.mark.parametrize(
    "unit", ["[", "![", "[a](b ", "[a](", "[a] [", "<", "<a ", "<!--", "<?", "*a ", "**a*b", "`a``b", "&", "\\", "> ", "|", "_"]
)
def test_markdown_of_nothing_but_marks_is_read_in_time(unit: str) -> None:
    """The library takes cubic time over 4,000 opening brackets."""
    text = unit * (8_000 // len(unit))
    assert _seconds(lambda: markdown_reader.blocks(f"甲{text}")) < 3


def test_brackets_that_open_nothing_are_kept_and_links_are_links() -> None:
    [block] = markdown_reader.blocks("[1] 甲 [注](x.html) *强* a[2 且 b < c")[0]
    assert block.text == "[1] 甲 注 强 a[2 且 b < c"


def test_a_long_paragraph_loses_nothing_where_it_is_cut() -> None:
    [block] = markdown_reader.blocks(f"{SENTENCE * 2000}word *and* word " + "again & again " * 1000)[0]
    assert block.text == f"{SENTENCE * 2000}word and word " + "again & again " * 999 + "again & again"


def test_spaces_before_no_attribute_take_linear_time() -> None:
    assert _seconds(lambda: markdown_reader.blocks("a" + " " * 60_000 + "b")) < 2


@pytest.mark.parametrize(
    "unit",
    [
        "。",
        "《",
        "（",
        "第",
        "第一条\n",
        "一、",
        "九千九百",
        "9",
        "自2024年",
        "各市：\n",
        "附件1\n",
        "“",
        "甲 ",
        "\ue000",
        "...",
        "- 1 -\n",
        "Article 1 ",
        "of Articles 1, 2 and ",
        "the Provisions of the ",
        "《甲》第一条、",
        "\f",
        "甲\v",
        "I",
        "第一条",
        "the quick brown fox jumps over it\n",
    ],
)
def test_text_of_one_thing_again_and_again_is_taken_in_time(unit: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"甲{unit * (6_000 // len(unit))}乙\n", encoding="utf-8")
    assert _seconds(lambda: inspect([path])) < 10


@pytest.mark.parametrize(
    "text",
    [
        "第{}条 甲。",
        "Article {} of the Archives Law.",
        "Articles 3-999999999 of the Archives Law.",
        "甲发〔2024〕{}号",
        "甲令第{}号",
        "有效期{}年",
        "第一条之{} 甲。",
        "附件{}\n甲",
        "({}) a\n(2) b",
        "- {} -\n甲\n- 2 -",
        "第³条 甲\n（²）乙\n³. c\nArticle ³",
        "{}-01-01",
    ],
)
def test_numbers_of_thousands_of_digits(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"甲办法\n{text.format('9' * 5000)}\n", encoding="utf-8")
    assert inspect([path]).documents


@pytest.mark.parametrize("opening", ["<ol>", "<ol start=99999999999999999999>", "<ol reversed>"])
def test_a_list_of_thousands_of_items_is_counted_once(opening: str) -> None:
    page = f"<p>{SENTENCE}</p>{opening}{'<li>甲' * 6_000}".encode()
    assert _seconds(lambda: read_page(page, Path("a.html"), Limits())) < 8


def test_items_count_on_from_the_last_value() -> None:
    page = f"<p>{SENTENCE}</p><ol start=3><li>甲<li value=7>乙<li>丙</ol><ol reversed><li>丁<li>戊</ol>".encode()
    blocks, _ = read_page(page, Path("a.html"), Limits())
    assert [block.text for block in blocks[1:]] == ["3. 甲", "7. 乙", "8. 丙", "2. 丁", "1. 戊"]


def test_long_latin_paragraphs_take_linear_time() -> None:
    """At each line the whole paragraph before it was searched for a divided word."""
    lines = ["the quick brown fox jumps over it"] * 8_000
    hyphens = Hyphens(lines)
    assert _seconds(lambda: reduce(hyphens.join, lines)) < 2
    assert hyphens.join("x " * 500 + "regu-", "lation") == "x " * 500 + "regulation"


# A library that hangs, dies or fills the memory.


def _allocate() -> int:
    return len(bytearray(60_000_000_000))


@pytest.mark.parametrize(
    ("work", "said"),
    [(lambda: time.sleep(60), "within 1 seconds"), (lambda: os._exit(139), "break off"), (_allocate, "break off")],
)
def test_work_that_hangs_dies_or_fills_the_memory(work: Callable[[], object], said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        bounded(work, 1 if "within" in said else 30, PATH)


def test_bounded_work_gives_its_result_and_its_error() -> None:
    def refuse() -> None:
        raise UnreadableFile("no text", PATH, 3)

    assert bounded(lambda: [Block("甲", 1, 1)], 30, PATH) == [Block("甲", 1, 1)]
    with pytest.raises(UnreadableFile, match=r"^a\.txt:3: no text$"):
        bounded(refuse, 30, PATH)


def _pdf(*objects: bytes) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(objects) + 1, len(data)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start)
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def _stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(content), content)


def test_a_pdf_whose_form_draws_itself_ten_times_over(tmp_path: Path) -> None:
    """PDFium follows it for ever."""
    resources = b"/Resources<</XObject<</X 5 0 R>>>>"
    path = tmp_path / "loop.pdf"
    path.write_bytes(
        _pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]" + resources + b"/Contents 4 0 R>>",
            _stream(b"/X Do "),
            _stream(b"/X Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]" + resources),
        )
    )
    with pytest.raises(UnreadableFile, match=r"loop\.pdf: "):
        read(path, Limits(seconds=1))


def test_a_word_file_of_millions_of_empty_elements(tmp_path: Path) -> None:
    """100 KB that would become 2.5 GB of parsed elements."""
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", "<a>" + "<b/>" * 7_000_000 + "</a>")
    package = open_package(path.read_bytes(), path, Limits())
    with pytest.raises(UnreadableFile, match="unpacks to more than the limit"):
        package.part("word/document.xml")


def _word_file(path: Path, **parts: str) -> Path:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{text}</w:body></w:document>')
        for name, content in parts.items():
            made.writestr(f"word/{name}.xml", content)
    return path


def test_a_word_file_with_empty_parts_is_read_without_them(tmp_path: Path) -> None:
    found = read(_word_file(tmp_path / "a.docx", styles="", numbering=" \n"))
    assert [block.text for block in found.blocks] == [SENTENCE]
    assert any("word/styles.xml, word/numbering.xml" in problem.message for problem in found.problems)


def test_a_word_file_with_a_damaged_part_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"word/styles\.xml is damaged"):
        read(_word_file(tmp_path / "a.docx", styles="<a"))


# The command line.


@pytest.mark.parametrize("lists", [{"a": [], "b": [1]}, {"a": [{"x": ["甲\n乙", {}]}, None]}, {"a": [[1, 2], "b"], "c": []}])
def test_lists_printed_item_by_item_are_the_same_json(lists: dict[str, list[object]], capsys: pytest.CaptureFixture[str]) -> None:
    echo_json_lists(**{name: iter(items) for name, items in lists.items()})
    assert capsys.readouterr().out == json.dumps(lists, ensure_ascii=False, indent=2) + "\n"


def test_a_pipe_put_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(UnreadableFile):
        read(tmp_path / "a.txt")


@pytest.mark.parametrize("text", ["9" * 5000 + ":number=1", "=1", "number", "nosuch=1", "1:2:number=1"])
def test_settings_that_are_none(text: str) -> None:
    with pytest.raises(BadQuery):
        parse_setting(text)


def test_the_most_pages_can_be_set(tmp_path: Path) -> None:
    pages = b"".join(b"%d 0 R " % number for number in (3, 4, 5))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count 3>>" % pages,
        *[b"<</Type/Page/Parent 2 0 R>>"] * 3,
    ]
    path = tmp_path / "a.pdf"
    path.write_bytes(_pdf(*objects))
    few = CliRunner().invoke(main, ["inspect", "--max-pages", "2", str(path)])
    enough = CliRunner().invoke(main, ["inspect", "--max-pages", "3", str(path)])
    assert (few.exit_code, enough.exit_code) == (1, 1)
    assert "3 pages, the limit is 2; split it, or raise the limit with --max-pages" in few.output
    assert "all its 3 pages are blank" in enough.output


# Whatever blocks a reader hands on.

WORDS = st.sampled_from(
    [
        "第一条",
        "第九千九百九十九条之一",
        "（一）",
        "1.",
        "一、",
        "《甲法》",
        "附件1",
        "附件：",
        "各市：",
        "2024年3月1日",
        "示档发〔2024〕7号",
        "目录",
        "示范市档案局",
        "关于印发《甲办法》的通知",
        "自2024年起施行",
        "同时废止",
        "前款",
        "本办法第二条",
        "Article 1 ",
        "of the ",
        "（",
        "）",
        "\n",
        " ",
        "。",
        "索引号：1",
        "抄送：",
        "| a | b |\n| --- | --- |",
        "甲",
        "“",
        "https://a.b",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=8), st.booleans(), st.booleans()), min_size=1, max_size=12))
def test_any_blocks_can_be_parsed(made: list[tuple[list[str], bool, bool]]) -> None:
    blocks = [
        Block(text, line, line, is_heading=heading, is_table=table)
        for line, (words, heading, table) in enumerate(made, 1)
        if (text := "".join(words).strip())
    ]
    if blocks:
        documents, _ = parse(SourceText.of("a.txt", b"", blocks, []))
        assert all(segment.id for one in documents for segment in one.edition.segments)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["txt", "md", "html", "docx", "pdf"]))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes, ending: str) -> None:
    path = tmp_path_factory.getbasetemp() / f"any.{ending}"
    path.write_bytes(data)
    try:
        found = read(path)
    except ArchiveError as error:
        assert f"any.{ending}" in str(error)  # noqa: PT017 - either outcome is right
    else:
        assert found.blocks


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100_000,
        '{"number": 1, "time": "x", "action": "added", "document": 5}',
        '{"number": 1, "time": "x", "action": "added", "document": "../../x"}',
        '{"number": 1, "time": "x", "action": "added", "document": "a-1", "title": [1]}',
        '{"number": 1, "time": "x", "action": "edited", "document": "a-1", "kept": "../../x"}',
    ],
)
def test_a_line_of_the_history_that_is_no_event_is_named(line: str, tmp_path: Path) -> None:
    (tmp_path / "history.jsonl").write_text(f"{line}\n", encoding="utf-8")
    problems: list[Problem] = []
    assert History(tmp_path).events(problems) == []
    assert [(problem.severity, problem.line) for problem in problems] == [("error", 1)]


def test_a_last_line_of_the_history_that_was_cut_off_is_told(tmp_path: Path) -> None:
    whole = '{"number": 1, "time": "x", "action": "added", "document": "a-1"}\n'
    (tmp_path / "history.jsonl").write_text(whole + '{"number": 2, "ti', encoding="utf-8")
    problems: list[Problem] = []
    assert [event.number for event in History(tmp_path).events(problems)] == [1]
    assert [(problem.severity, problem.line) for problem in problems] == [("warning", 2)]


def test_a_folder_in_the_place_of_the_history(tmp_path: Path) -> None:
    """It was taken for an empty history: nothing to tell, nothing to undo."""
    collection = tmp_path / "documents"
    (collection / "history.jsonl").mkdir(parents=True)
    for command in (["log"], ["undo", "--yes"], ["set", "cn-2024-1", "issued=2024-03-02"]):
        done = CliRunner().invoke(main, ["--collection", str(collection), *command])
        assert (done.exit_code, "history.jsonl: this is no file; move it away" in done.output) == (1, True), done.output


@pytest.mark.parametrize("left", ["rm", "rm {0}; mkdir", "ln -sf /dev/zero", "rm {0}; mkfifo", "printf '\\377' >"])
def test_an_editor_that_leaves_no_text(left: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collection, letter, editor = tmp_path / "documents", tmp_path / "a.txt", tmp_path / "editor"
    letter.write_text(f"示范市档案局关于开放档案的通知\n示档发〔2024〕7号\n\n　　{SENTENCE}\n", encoding="utf-8")
    CliRunner().invoke(main, ["--collection", str(collection), "add", "--yes", "--no-index", str(letter)])
    [folder] = [path for path in collection.iterdir() if path.is_dir() and not path.name.startswith(".")]
    before = (folder / "document.yaml").read_bytes()
    editor.write_text(f"#!/bin/sh\n{left.format('$1')} $1\n", encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    done = CliRunner().invoke(main, ["--collection", str(collection), "edit", "--no-index", folder.name])
    assert (done.exit_code, "what came back" in done.output) == (1, True), done.output
    assert (folder / "document.yaml").read_bytes() == before


def test_an_announced_change_that_is_none_is_passed_over(tmp_path: Path) -> None:
    for content in (b"", b"\xff\xfe\x00", b"null", b"[" * 100_000, b'{"number": 1}'):
        (tmp_path / ".history-intent.json").write_bytes(content)
        assert History(tmp_path).announced() is None


def test_comments_before_a_page_take_linear_time() -> None:
    """The beginning of the file is searched for <html>; many comments took exponential time."""
    assert _seconds(lambda: kind_of(b"<!-- -->" * 500 + b"x", PATH)) < 1
    assert kind_of(b"<!-- a --> <!-- b --><html>", PATH) == "html"
