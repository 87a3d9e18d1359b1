"""PDFs that cannot be read, or not all of them: errors that name the remedy, never another exception."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from archive.errors import UnreadableFile
from archive.reading.blocks import Limits
from archive.reading.pdf.pages import named_pages
from tests.test_pdf_making import Sheet, blocks_of, texts_of

TEXT = "借阅资料的，应当持有有效证件。"


def _picture(sheet: Sheet) -> None:
    picture = BytesIO()
    Image.new("L", (8, 8)).save(picture, "PNG")
    sheet.canvas.drawImage(ImageReader(BytesIO(picture.getvalue())), 0, 0, 500, 700)
    sheet.page()


def _small(pages: int = 3) -> bytes:
    sheet = Sheet()
    for _ in range(pages):
        sheet.paragraph(TEXT)
        sheet.canvas.rect(80, 300, 200, 100)
        sheet.page()
    return sheet.data()


def test_a_scan_is_told_how_many_pages_and_what_to_do() -> None:
    sheet = Sheet()
    for _ in range(3):
        _picture(sheet)
    with pytest.raises(UnreadableFile, match=r"none of its 3 pages has text.*scan.*ocrmypdf"):
        blocks_of(sheet.data())


def test_scanned_pages_among_others_are_named_and_blank_ones_are_not() -> None:
    sheet = Sheet()
    sheet.paragraph(TEXT)
    sheet.page()
    for _ in range(2):
        _picture(sheet)
    sheet.page()
    sheet.paragraph(TEXT)
    blocks, problems = blocks_of(sheet.data())
    assert [block.page for block in blocks] == [1, 5]
    assert [(problem.severity, problem.page) for problem in problems] == [("warning", 2)]
    assert "no text on pages 2–3;" in problems[0].message


def test_an_encrypted_pdf_names_the_remedy_and_one_without_a_password_to_open_is_read() -> None:
    locked = Sheet(encrypt="secret")
    locked.paragraph(TEXT)
    with pytest.raises(UnreadableFile, match="encrypted; open it with its password and save it without"):
        blocks_of(locked.data())
    open_to_read = Sheet(encrypt="")
    open_to_read.paragraph(TEXT)
    assert texts_of(open_to_read.data()) == [TEXT]


def test_more_pages_or_text_than_the_limits() -> None:
    data = _small()
    with pytest.raises(UnreadableFile, match="3 pages, the limit is 2; split it"):
        blocks_of(data, Limits(pages=2))
    with pytest.raises(UnreadableFile, match="more text than the limits allow"):
        blocks_of(data, Limits(unpacked_bytes=100))


def test_thousands_of_empty_pages_are_quick_and_named() -> None:
    sheet = Sheet()
    for _ in range(3000):
        sheet.page()
    with pytest.raises(UnreadableFile, match="all its 3000 pages are blank"):
        blocks_of(sheet.data())


def _with_objects(*objects: bytes) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    count = len(objects) + 1
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        count, table, count, start,
    )  # fmt: skip


@pytest.mark.parametrize("count", [0, 1, 2_000_000_000])
def test_loops_in_the_page_tree_end(count: int) -> None:
    tree = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count %d>>" % count
    with pytest.raises(UnreadableFile):
        blocks_of(_with_objects(b"<</Type/Catalog/Pages 2 0 R>>", tree))


def test_whatever_is_cut_off_or_changed_it_is_read_or_refused() -> None:
    data = _small()
    random = Random(4)  # noqa: S311
    damaged = [data[: random.randrange(len(data))] for _ in range(60)]
    for _ in range(120):
        changed = bytearray(data)
        for _ in range(random.randrange(1, 30)):
            changed[random.randrange(len(data))] = random.randrange(256)
        damaged.append(bytes(changed))
    messages = list(map(_message, damaged))
    assert "" in messages
    assert all(";" in message for message in messages if message)
    assert any("damaged" in message for message in messages)


def _message(data: bytes) -> str:
    try:
        blocks_of(data)
    except UnreadableFile as error:
        return str(error)
    return ""


def test_what_only_begins_like_a_pdf_is_damaged() -> None:
    with pytest.raises(UnreadableFile, match=r"a\.pdf: this PDF is damaged or was cut short; fetch it again"):
        blocks_of(b"%PDF-1.7\nnothing")


def test_pages_are_named_in_runs() -> None:
    assert named_pages([3]) == "page 3"
    assert named_pages([1, 2, 3, 7]) == "pages 1–3, 7"
    assert named_pages(list(range(1, 40, 2))).endswith("13, 15 …")


def test_the_path_is_named() -> None:
    with pytest.raises(UnreadableFile) as caught:
        blocks_of(b"%PDF-")
    assert caught.value.problem.path == Path("a.pdf")
