"""Files of other programs, and files made to do harm."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.errors import Problem, UnreadableFile
from archive.exchange.facts import ReadLimits
from archive.exchange.formats import FORMATS, read, recognise
from archive.exchange.languages import language_of
from archive.exchange.units import ExchangedUnit
from tests.exchanging import read_back, written

TMX_HEAD = (
    '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="zh" datatype="xml"/>'
)


def tmx(*units: str, before: str = "", version: str = "1.4") -> bytes:
    return f'{before}<tmx version="{version}">\n{TMX_HEAD}\n<body>\n{chr(10).join(units)}\n</body></tmx>'.encode()


def tu(zh: str = "甲", en: str = "a", codes: tuple[str, str] = ("zh", "en"), more: str = "", inside: str = "") -> str:
    sides = [f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in zip(codes, (zh, en), strict=True)]
    return f"<tu{more}>{inside}{''.join(sides)}</tu>"


def messages(problems: list[Problem]) -> str:
    return "\n".join(map(str, problems))


def texts(name: str, data: bytes) -> tuple[list[tuple[str, str]], str]:
    units, problems = read_back(name, data)
    return [(unit.zh, unit.en) for unit in units], messages(problems)


# --- languages


@pytest.mark.parametrize("code", ["zh", "zh-Hans", "zh_CN", "zho", "chi", "ZH-TW", "zh-Hant-HK", "cmn-Hans-CN", "zh_CN.UTF-8"])
def test_codes_of_chinese(code: str) -> None:
    assert language_of(code) == "zh"
    assert texts("tmx", tmx(tu(codes=(code, "en-GB")))) == ([("甲", "a")], "")


@pytest.mark.parametrize("code", ["en", "EN", "eng", "en-GB", "en_US", "en-001"])
def test_codes_of_english(code: str) -> None:
    assert language_of(code) == "en"


@pytest.mark.parametrize("code", ["fr", "", "x", "yue", "enx-", "english", "zhongwen", "z", "zh CN", "日本語"])
def test_codes_of_neither(code: str) -> None:
    assert language_of(code) is None


def test_units_in_other_languages_are_refused_by_name() -> None:
    with pytest.raises(UnreadableFile, match="its languages are 'fr'"):
        read_back("tmx", tmx(tu(codes=("fr", "en")), tu(codes=("fr", "zh"))))
    found, told = texts("tmx", tmx(tu(), tu(codes=("fr", "en"))))
    assert found == [("甲", "a")]
    assert "units.file:5: error: units were left out that are not in Chinese and English: 1 ('fr')" in told


def test_more_than_two_languages() -> None:
    third = '<tuv xml:lang="de"><seg>d</seg></tuv><tuv xml:lang="zh-TW"><seg>乙</seg></tuv></tu>'
    found, told = texts("tmx", tmx(tu().replace("</tu>", third)))
    assert found == [("甲", "a")]
    assert "texts in other languages were left out: 1 ('de')" in told
    assert "two texts in one language, the first was taken: 1 ('zh-TW')" in told


def test_a_text_that_does_not_say_its_language() -> None:
    found, told = texts("tmx", tmx(tu(), tu().replace(' xml:lang="en"', "")))
    assert found == [("甲", "a")]
    assert "units.file:5: error: units were left out that do not say the language" in told


def test_lang_without_xml_as_tmx_1_1_has_it() -> None:
    assert texts("tmx", tmx(tu(), version="1.1").replace(b"xml:lang", b"lang")) == ([("甲", "a")], "")


@pytest.mark.parametrize(
    ("codes", "wrong"), [(("zh", "fr"), "'fr'"), (("de-DE", "en"), "'de-DE'"), (("zh-CN", "zh-TW"), "same language")]
)
@pytest.mark.parametrize("version", ["2.0", "1.2"])
def test_languages_of_xliff(version: str, codes: tuple[str, str], wrong: str) -> None:
    data = XLIFF[version].replace("zh-CN", codes[0], 1).replace("en-US", codes[1], 1)
    with pytest.raises(UnreadableFile, match=wrong):
        read_back("xliff", data.encode())


def test_an_xliff_file_without_languages() -> None:
    with pytest.raises(UnreadableFile, match="does not say its source language"):
        read_back("xliff", XLIFF["2.0"].replace('srcLang="zh-CN" trgLang="en-US"', "").encode())


def test_english_as_source() -> None:
    data = XLIFF["1.2"].replace("zh-CN", "X").replace("en-US", "zh-CN").replace("X", "en-US")
    assert texts("xliff", data.encode())[0] == [("A translation.", "一篇译文。")]


@pytest.mark.parametrize("name", ["tmx", "xliff", "jsonl", "csv"])
def test_swapped_languages_are_told(name: str, tmp_path: Path) -> None:
    swapped = [ExchangedUnit("The first article", "第一条"), ExchangedUnit("The second article", "第二条")]
    path = tmp_path / f"swapped.{name}"
    path.write_bytes(written(name, swapped))
    problems: list[Problem] = []
    assert list(read(path, problems)) == swapped
    assert "languages seem to be swapped: in 2 of 2 units" in messages(problems)


def test_what_is_not_swapped_is_not_told(tmp_path: Path) -> None:
    path = tmp_path / "units.jsonl"
    path.write_bytes(
        written(
            "jsonl",
            [ExchangedUnit("第一条 OPO", "Article 1 (第一条)"), ExchangedUnit("", "Only here"), ExchangedUnit("2024", "2024")],
        )
    )
    problems: list[Problem] = []
    assert len(list(read(path, problems))) == 3
    assert problems == []


# --- inline tags


@pytest.mark.parametrize(
    ("seg", "text"),
    [
        ('一<bpt i="1">&lt;b&gt;</bpt>二<ept i="1">&lt;/b&gt;</ept>三', "一二三"),
        ('一<ph x="1">{0}</ph>二', "一二"),
        ('一<it pos="begin">&lt;i&gt;</it>二', "一二"),
        ("一<ut>{\\b</ut>二", "一二"),
        ("一<ph>&lt;img alt='<sub>图</sub>'></ph>二", "一图二"),
        ('一<ph type="lb"/>二', "一\n二"),
    ],
)
def test_tags_of_tmx(seg: str, text: str) -> None:
    found, told = texts("tmx", tmx(tu(), tu(seg)))
    assert found == [("甲", "a"), (text, "a")]
    assert "units.file:5: warning:" in told
    assert "inline tags were left out" in told


def test_highlighted_text_is_text() -> None:
    assert texts("tmx", tmx(tu('一<hi type="x">二<hi>三</hi></hi>四<!-- 注 -->五<?x y?>六'))) == ([("一二三四五六", "a")], "")


XLIFF = {
    "2.0": """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="zh-CN" trgLang="en-US">
<file id="f1" original="rules.docx"><group id="g"><unit id="u1"><notes><note>to check</note></notes>
<segment state="reviewed"><source>一篇译文。</source><target>A translation.</target></segment></unit></group></file></xliff>""",
    "1.2": """<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file original="rules.docx" source-language="zh-CN" target-language="en-US" datatype="plaintext"><header/><body><group>
<trans-unit id="u1" resname="art_1"><source>一篇译文。</source><target
state="signed-off">A translation.</target>
<note>to check</note>
<alt-trans><source>另一</source><target>Another</target></alt-trans></trans-unit></group></body></file></xliff>""",
}


@pytest.mark.parametrize("version", XLIFF)
def test_xliff_of_another_program(version: str) -> None:
    (unit,), problems = read_back("xliff", XLIFF[version].encode())
    assert (unit.zh, unit.en, unit.note, unit.state) == ("一篇译文。", "A translation.", "to check", "confirmed")
    assert unit.properties["original"] == "rules.docx"
    assert unit.properties["id"] == "u1"
    assert (unit.document, unit.unit, problems) == ("", "", [])


@pytest.mark.parametrize(
    ("version", "inline", "text", "is_told"),
    [
        ("2.0", '一<pc id="1">二<ph id="2"/>三</pc><sc id="3"/>四<ec startRef="3"/>五', "一二三四五", True),
        ("2.0", '一<mrk id="m" type="term">二</mrk><sm id="4"/>三<em startRef="4"/>', "一二三", True),
        ("2.0", '一<cp hex="0007"/>二', "一\x07二", False),
        ("2.0", '一<ph id="1" type="fmt" subType="xlf:lb"/>二', "一\n二", True),
        ("1.2", '一<g id="1">二<x id="2"/></g><bx id="3"/>三<ex id="3"/>四', "一二三四", True),
        ("1.2", '<mrk mtype="seg" mid="1">一。</mrk><mrk mtype="seg" mid="2">二。</mrk>', "一。二。", False),
        ("1.2", '一<ph id="1">&lt;br&gt;</ph><bpt id="2">x</bpt>二<ept id="2">y</ept><x id="3" ctype="lb"/>三', "一二\n三", True),
    ],
)  # fmt: skip
def test_tags_of_xliff(version: str, inline: str, text: str, is_told: bool) -> None:
    found, told = texts("xliff", XLIFF[version].replace("一篇译文。", inline).encode())
    assert found == [(text, "A translation.")]
    assert ("inline tags were left out" in told) == is_told


def test_a_unit_that_was_cut_into_segments_is_whole_again() -> None:
    data = XLIFF["2.0"].replace(
        "</segment>",
        '</segment><ignorable><source> </source><target> </target></ignorable><segment state="initial"><source>二。</source>'
        "<target>Two.</target></segment>",
    )
    (unit,), _ = read_back("xliff", data.encode())
    assert (unit.zh, unit.en, unit.state) == ("一篇译文。 二。", "A translation. Two.", "")


def test_targets_in_another_order() -> None:
    data = (
        XLIFF["2.0"]
        .replace("<target>", '<target order="2">')
        .replace("</segment>", '</segment><segment><source>二。</source><target order="1">Two. </target></segment>')
    )
    assert texts("xliff", data.encode())[0] == [("一篇译文。二。", "Two. A translation.")]


@pytest.mark.parametrize(
    ("state", "becomes"), [("final", "confirmed"), ("reviewed", "confirmed"), ("translated", "computed"), ("initial", "")]
)
def test_a_state_that_a_program_changed_wins(state: str, becomes: str) -> None:
    ours = ExchangedUnit("一", "one", "d", "art_1", state={"initial": "computed", "translated": "stale"}.get(state, "computed"))
    was = {"computed": b"translated", "stale": b"initial"}[ours.state]
    data = written("xliff", [ours]).replace(b'state="' + was + b'"', f'state="{state}"'.encode())
    (unit,), _ = read_back("xliff", data)
    assert (unit.state, unit.document, unit.unit) == (becomes, "d", "art_1")


def test_an_identity_that_a_program_left_only_in_tuid() -> None:
    (unit, other), _ = read_back("tmx", tmx(tu(more=' tuid="nhc-2024-13/art_8@35"'), tu(more=' tuid="1234"')))
    assert (unit.document, unit.unit) == ("nhc-2024-13", "art_8@35")
    assert (other.document, other.unit, other.properties) == ("", "", {"tuid": "1234"})


def test_properties_of_another_program_are_kept() -> None:
    inside = (
        '<note>n1</note><note>n2</note><prop type="client">C</prop><prop type="client">D</prop><prop type="x-score">high</prop>'
    )
    (unit,), problems = read_back("tmx", tmx(tu(inside=inside)))
    assert (unit.note, unit.properties, unit.score, unit.level) == ("n1\nn2", {"client": "C\nD"}, None, "sentence")
    assert "scores that are no numbers from 0 to 1 were left out: 1 ('high')" in messages(problems)


# --- XML made to do harm, and broken


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def laughs(depth: int = 12) -> str:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth))
    return f'<!DOCTYPE tmx [<!ENTITY e0 "ha">{entities}]>'


@pytest.mark.parametrize(
    ("doctype", "text"),
    [
        ('<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
        ('<!DOCTYPE tmx [<!ENTITY x SYSTEM "http://127.0.0.1:PORT/x">]>', "&x;"),
        ('<!DOCTYPE tmx [<!ENTITY % p SYSTEM "http://127.0.0.1:PORT/x"> %p;]>', "甲"),
        (laughs(), "&e11;"),
        ('<!DOCTYPE tmx [<!ENTITY x "text">]>', "&x;"),
    ],
)
@pytest.mark.parametrize("name", ["tmx", "xliff"])
def test_entities_are_refused(name: str, doctype: str, text: str, listening: socket.socket) -> None:
    doctype = doctype.replace("PORT", str(listening.getsockname()[1]))
    data = tmx(tu(text), before=doctype) if name == "tmx" else (doctype + XLIFF["2.0"].replace("一", text)).encode()
    with pytest.raises(UnreadableFile, match=r"declares entities|well-formed"):
        read_back(name, data)
    with pytest.raises(BlockingIOError):
        listening.accept()  # nobody called


def test_a_dtd_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    """CAT tools name one; were it read, its entity would stand in the text."""
    (tmp_path / "tmx14.dtd").write_text('<!ENTITY nbsp "read!">')
    data = tmx(tu("一&nbsp;二"), before=f'<!DOCTYPE tmx SYSTEM "{tmp_path}/tmx14.dtd">')
    found, told = texts("tmx", data)
    assert found == [("一&nbsp;二", "a")]
    assert "references to entities were kept as they are printed: 1 ('&nbsp;')" in told


@pytest.mark.parametrize(
    ("data", "match"),
    [
        (tmx(tu(), "<tu><tuv>"), r"units\.file:6: is not well-formed XML here"),
        (tmx(tu())[:-20], "not well-formed"),
        (tmx(tu("\x01")), "not well-formed"),
        (tmx(tu()).replace("甲".encode(), b"\xff\xfe"), "not well-formed"),
        (b"<html><body/></html>", "root element is <html>"),
        (b"<tmx", "no element begins"),
        (b"plain text", "not well-formed"),
        (b"\xef\xbb\xbf", "not well-formed|no element"),
        (b"<?xml version='1.0' encoding='x-klingon'?><tmx/>", "cannot be read as XML|well-formed"),
        (tmx("<x>" * 300 + "</x>" * 300), "not well-formed"),
    ],
)
def test_broken_xml(data: bytes, match: str) -> None:
    with pytest.raises(UnreadableFile, match=match):
        read_back("tmx", data)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "gb18030", "big5", "utf-8-sig"])
def test_encodings_of_xml(encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    name = encoding.removesuffix("-le").removesuffix("-sig")
    data = (mark + f'<?xml version="1.0" encoding="{name}"?>\n' + tmx(tu("第三條")).decode()).encode(encoding)
    assert texts("tmx", data) == ([("第三條", "a")], "")


def test_units_without_text() -> None:
    found, told = texts("tmx", tmx(tu(), '<tu><tuv xml:lang="zh"></tuv></tu>', "<tu></tu>"))
    assert found == [("甲", "a")]
    assert "units without a text element were left out: 2" in told


def test_an_element_that_never_ends_is_refused() -> None:
    limits = ReadLimits(unit_bytes=1_000_000)
    for data in (tmx(tu("<hi>一</hi>" * 200_000)), tmx(*["<x/>" * 10_000] * 50)):
        with pytest.raises(UnreadableFile, match="one element has more than 1 MB"):
            read_back("tmx", data, limits)


# --- any file


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "docx"])
def test_a_file_over_the_limit_is_refused_unread(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"units{FORMATS[name].suffixes[0]}"
    path.write_bytes(written(name, [ExchangedUnit("一", "one")]))
    with path.open("r+b") as file:
        file.truncate(700_000_000)  # takes no room: the rest is a hole
    with pytest.raises(UnreadableFile, match=r"700\.0 MB, the limit is 600\.0 MB"):
        next(read(path, []))


@pytest.mark.parametrize(
    ("name", "data", "match"),
    [
        ("units.tmx", b"", "empty"),
        ("units.pdf", b"%PDF-1.7 ...", "pdf"),
        ("units.xlsx", b"PK\x03\x04xl/workbook.xml", "ZIP file that is no Word document"),
        ("units.doc", b"\xd0\xcf\x11\xe0 old", "old Word"),
        ("units.docx", b"\xd0\xcf\x11\xe0 " + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("units.xml", b'<?xml version="1.0"?><!-- x --><rss><x/></rss>', "root element is <rss>"),
        ("units.po", b'msgid "x"', "none of the formats"),
        ("terms.tbx", b'<martif type="TBX"/>', "term base"),
    ],
)
def test_other_files_are_named(name: str, data: bytes, match: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=match):
        recognise(path)


def test_what_is_no_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing.tmx", Path("/dev/zero"), Path("a\0b")):
        with pytest.raises(UnreadableFile):
            next(read(path, []))


def test_kinds_are_told_by_content(tmp_path: Path) -> None:
    for content, kind in [
        (tmx(tu(), before="<?xml version='1.0'?>\n<!-- a > b -->\n<!DOCTYPE tmx SYSTEM 'tmx14.dtd'>\n"), "tmx"),
        (tmx(tu()).decode().encode("utf-16"), "tmx"),
        (XLIFF["1.2"].replace("<xliff", "<!-- <tmx> --><xliff").encode(), "xliff"),
        (b'\xef\xbb\xbf{"zh": "x"}', "jsonl"),
    ]:
        (tmp_path / "units.txt").write_bytes(content)
        assert recognise(tmp_path / "units.txt").name == kind


# --- JSON Lines


def test_json_lines_of_another_program() -> None:
    lines = [
        '{"zh": "一", "en": "one", "client": "C", "score": 1, "count": 3}', "", "not JSON", "[1]", '{"other": 1}', "[" * 5000,
        '{"en": "two", "score": true, "zh_segments": "art_1", "level": "word", "properties": {"a": 1, "b": "c"}}',
    ]  # fmt: skip
    units, problems = read_back("jsonl", "\n".join(lines).encode())
    assert units == [
        ExchangedUnit("一", "one", score=1.0, properties={"client": "C"}),
        ExchangedUnit("", "two", properties={"b": "c"}),
    ]
    assert "units.file:3: error: lines were left out that are no JSON object with a text: 4" in messages(problems)
    assert "'count', 'level', 'properties.a', 'score', 'zh_segments'" in messages(problems)


def test_json_lines_without_a_unit() -> None:
    with pytest.raises(UnreadableFile, match="no line is a JSON object"):
        read_back("jsonl", b"{}\n{}\n")
    with pytest.raises(UnreadableFile, match="one line has more than"):
        read_back("jsonl", b'{"zh": "' + b"x" * 2000, ReadLimits(unit_bytes=1000))


@pytest.mark.parametrize("form", ["tmx", "xliff", "csv", "docx", "jsonl"])
def test_states_of_another_program_are_told_once_and_kept_as_a_property(tmp_path: Path, form: str) -> None:
    states = ["confirmed", "needs-review", "needs-review", ""]
    path = tmp_path / f"units{FORMATS[form].suffixes[0]}"
    path.write_bytes(written(form, [ExchangedUnit("一", "one", "d", state=state) for state in states]))
    problems: list[Problem] = []
    units = list(read(path, problems))
    assert [unit.state for unit in units] == ["confirmed", "", "", ""]
    if form not in ("xliff", "docx"):  # these have states of their own, and no place for another's
        assert [unit.properties.get("state", "") for unit in units] == ["", "needs-review", "needs-review", ""]
        [told] = [problem.message for problem in problems if "states" in problem.message]
        assert "not known here were taken as none: 2 ('needs-review')" in told
