"""Word files that are damaged, encrypted, or made to do harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import UnreadableFile
from archive.reading.blocks import Limits
from archive.reading.docx import read_blocks
from archive.reading.kinds import kind_of

PATH = Path("rules.docx")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>'


def made(parts: dict[str, str | bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def good() -> bytes:
    document = docx.Document()
    document.add_heading("档案借阅办法", 0)
    document.add_paragraph("甲", style="List Number")
    document.add_table(2, 2).cell(0, 0).text = "乙"
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


GOOD = good()
PLAIN = made({"word/document.xml": TEXT, "word/numbering.xml": f'<w:numbering xmlns:w="{W}"/>'})


def test_what_unpacks_to_more_than_the_limit_is_refused() -> None:
    bomb = made({"word/document.xml": TEXT, "word/media/image1.png": b"\0" * 3_000_000})
    with pytest.raises(UnreadableFile, match="unpacks to more than the limit"):
        read_blocks(bomb, PATH, Limits(unpacked_bytes=2_000_000))


def test_what_lies_about_its_size_is_refused() -> None:
    """Declared as 10 bytes, in truth 3 MB."""
    data = bytearray(made({"word/document.xml": TEXT + " " * 3_000_000}))
    real = (len(TEXT.encode()) + 3_000_000).to_bytes(4, "little")
    data = bytearray(bytes(data).replace(real, (10).to_bytes(4, "little")))
    with pytest.raises(UnreadableFile):
        read_blocks(bytes(data), PATH, Limits(unpacked_bytes=2_000_000))


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE w:document SYSTEM "http://example.invalid/x.dtd">',
    ],
)
def test_entities_are_refused(declaration: str) -> None:
    text = TEXT.replace("甲", "&a;" if "ENTITY a" in declaration else "甲")
    with pytest.raises(UnreadableFile, match=r"entities|damaged"):
        read_blocks(made({"word/document.xml": declaration + text}), PATH, Limits())


def test_elements_nested_deep_are_refused() -> None:
    deep = TEXT.replace("<w:p>", "<w:sdt>" * 10_000 + "<w:p>").replace("</w:p>", "</w:p>" + "</w:sdt>" * 10_000)
    with pytest.raises(UnreadableFile):
        read_blocks(made({"word/document.xml": deep}), PATH, Limits())


def test_spans_cannot_ask_for_memory() -> None:
    cells = '<w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>' * 2
    text = TEXT.replace("<w:p><w:r><w:t>甲</w:t></w:r></w:p>", f"<w:tbl>{f'<w:tr>{cells}</w:tr>' * 100}</w:tbl>")
    blocks, _ = read_blocks(made({"word/document.xml": text}), PATH, Limits())
    assert len(blocks[0].text) < 200_000


def test_styles_and_relations_in_circles() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="a"/>'
        f'<w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="b"/><w:basedOn w:val="a"/></w:style></w:styles>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="1" TargetMode="External" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="http://example.invalid/a.xml"/>'
        "</Relationships>"
    )
    data = made({"_rels/.rels": relations, "word/document.xml": TEXT, "word/styles.xml": styles})
    assert [block.text for block in read_blocks(data, PATH, Limits())[0]] == ["甲"]


@pytest.mark.parametrize(
    ("data", "remedy"),
    [
        (GOOD[: len(GOOD) // 2], "cut off"),
        (made({"word/document.xml": TEXT[:-9]}), "damaged"),
        (made({"word/document.xml": "<a/>"}), "no text"),
        (made({"xl/workbook.xml": "<a/>"}), "no Word document"),
    ],
)
def test_damaged_files_name_the_remedy(data: bytes, remedy: str) -> None:
    with pytest.raises(UnreadableFile, match=remedy):
        read_blocks(data, PATH, Limits())


def test_other_kinds_of_files_name_the_remedy() -> None:
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
    with pytest.raises(UnreadableFile, match="password"):
        kind_of(container + "EncryptedPackage".encode("utf-16-le"), PATH)
    with pytest.raises(UnreadableFile, match=r"\.docx"):
        kind_of(container, Path("rules.doc"))
    with pytest.raises(UnreadableFile, match=r"WPS.*\.docx"):
        kind_of(container, Path("rules.wps"))
    with pytest.raises(UnreadableFile, match=r"OpenDocument.*\.docx"):
        kind_of(b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.textPK", Path("rules.odt"))
    with pytest.raises(UnreadableFile, match=r"RTF.*\.docx"):
        kind_of(b"{\\rtf1 a}", Path("rules.rtf"))


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from([GOOD, PLAIN]),
    st.lists(st.tuples(st.integers(0, 1_000_000), st.integers(0, 255)), max_size=8),
    st.integers(1, 1_000_000),
)
def test_damaged_bytes_give_blocks_or_an_error(data: bytes, changes: list[tuple[int, int]], length: int) -> None:
    damaged = bytearray(data)
    for place, byte in changes:
        damaged[place % len(data)] = byte
    cut = bytes(damaged[: min(len(data), length)])
    try:
        blocks, _ = read_blocks(cut, PATH, Limits())
    except UnreadableFile as error:
        assert "rules.docx" in str(error)  # noqa: PT017 — either outcome is right
    else:
        assert all(block.text.strip() for block in blocks)


ELEMENTS = st.sampled_from(
    [
        "p",
        "r",
        "t",
        "tbl",
        "tr",
        "tc",
        "tcPr",
        "vMerge",
        "ins",
        "del",
        "fldChar",
        "sdt",
        "pPr",
        "numPr",
        "numId",
        "sym",
        "br",
        "hyperlink",
    ]
)
TREES = st.recursive(
    st.builds(
        lambda name, text: f'<w:{name} w:val="{text}" w:char="{text}">{text}</w:{name}>',
        ELEMENTS,
        st.sampled_from(["", "1", "甲"]),
    ),
    lambda inner: st.builds(lambda name, parts: f"<w:{name}>{''.join(parts)}</w:{name}>", ELEMENTS, st.lists(inner, max_size=4)),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(TREES)
def test_any_tree_of_elements_can_be_read(tree: str) -> None:
    document = f'<w:document xmlns:w="{W}"><w:body>{tree}<w:p><w:r><w:t>完毕。</w:t></w:r></w:p></w:body></w:document>'
    blocks, _ = read_blocks(made({"word/document.xml": document}), PATH, Limits())
    lines = [block.line for block in blocks]
    assert lines == sorted(lines)
