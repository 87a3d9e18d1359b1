"""The collection's files: what is written is read back, and every mistake is named with file, line and remedy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import Problem
from archive.model import (
    KINDS,
    LANGUAGES,
    LEVELS,
    RELATION_KINDS,
    STATUSES,
    Bilingual,
    Document,
    Edition,
    Note,
    PartialDate,
    Provenance,
    Relation,
    Segment,
    Source,
    Term,
)
from archive.storage import document_file, edition_file, terms_file
from archive.store import Collection

PATH = Path("a-folder/the-file")

TRAPS = [
    "no",
    "yes",
    "null",
    "~",
    "1e3",
    "0x1F",
    "12",
    "1.5",
    "2024-05-01",
    "2024-05-01 10:00:00",
    "12:30:00",
    ": ",
    "a: b",
    "- a",
    "#",
    "# a",
    "a # b",
    "'",
    '"',
    "[a]",
    "{a}",
    "{#art_1}",
    "x {#art_1}",
    "{#",
    "*",
    "**",
    "**a** b",
    "\\",
    "\\n",
    "a\\",
    "\\*",
    "&a",
    "!a",
    "%a",
    "@a",
    "`a`",
    "|",
    ">",
    "?",
    "---",
    "...",
    "<<",
    "a\nb",
    "a\n\nb",
    "a\n\n\nb",
    "a\\\nb",
    "a\n# b",
    "a\n**b**",
    "a\n{#b}",
    "a\n---\nb",
    "第一条 甲",
    "（一）甲",
    "附件1",
    "Article 1 A",
    "甲\n乙",
    "甲 乙",
    "甲　乙",
    "a\tb",
    "“引”",
    "《甲》",
    "💊",
    "\U00020000",
    "e\u0301",
    "\u2028",
    "a\u2028b",
    "a\xa0b",
    "=",
    "a:",
    ":a",
    "é" * 200,
    "a " * 100 + "b",
]
CHARACTERS = st.one_of(
    st.sampled_from("甲乙。，：ab \n\\*#{}'\":-"),
    # a carriage return is a line's end on disk, surrogates are no characters, the rest of Cc is dropped by every reader
    st.characters(exclude_categories=["Cs", "Cc"]),
)
TEXT = st.one_of(st.sampled_from(TRAPS), st.text(CHARACTERS, min_size=1, max_size=30)).map(str.strip).filter(bool)
MAYBE = st.none() | TEXT
DAYS = st.none() | st.dates()
SEGMENT_IDS = st.one_of(
    st.sampled_from(
        [
            "art_1",
            "chp_1",
            "art_2__para_1__point_3",
            "sec_1",
            "sec_1__para_2",
            "att_1",
            "hdg_1",
            "part_1",
            "notice__para_1",
            "signature",
        ]
    ),
    st.integers(1, 999).map(lambda number: f"art_{number}"),
)


NUMBERS = st.none() | st.integers(1, 10**6)
PLACES = st.none() | st.tuples(st.integers(1, 10**6), st.integers(1, 10**6))


def names() -> st.SearchStrategy[Bilingual]:
    return st.builds(Bilingual, MAYBE, MAYBE).filter(lambda name: bool(name.zh or name.en))


def editions(language: str = "zh", *, digest: bool = False) -> st.SearchStrategy[Edition]:
    return st.builds(
        Edition,
        st.just(language),
        st.just("digest") if digest else st.sampled_from([kind for kind in KINDS if kind != "digest"]),
        st.lists(
            st.builds(Segment, SEGMENT_IDS, st.just("") | TEXT, st.just("") | TEXT),
            max_size=6,
            unique_by=lambda segment: segment.id,
        ).map(tuple),
        by=MAYBE,
        renders=MAYBE,
        provenance=st.none() | st.builds(Provenance, TEXT, TEXT, PLACES, PLACES),
    )


WORDS = st.lists(TEXT, max_size=3).map(tuple)
PERIODS = st.builds(PartialDate, st.integers(1, 9999), st.none() | st.integers(1, 12))
DOCUMENTS = st.builds(
    Document,
    st.sampled_from(["nhc-2024-13", "a", "1", "no", "1e3", "null", "2024-05-01"]),
    names(),
    MAYBE,
    st.lists(names(), max_size=3).map(tuple),
    MAYBE,
    st.none() | st.sampled_from(LEVELS),
    MAYBE,
    DAYS | PERIODS,
    DAYS,
    DAYS,
    st.sampled_from(STATUSES),
    WORDS,
    WORDS,
    st.builds(Bilingual, MAYBE, MAYBE),
    st.lists(
        st.builds(Relation, st.sampled_from(RELATION_KINDS), MAYBE, MAYBE, MAYBE, WORDS, WORDS).filter(
            lambda r: bool(r.title or r.number or r.document)
        ),
        max_size=3,
    ).map(tuple),
    st.builds(Source, MAYBE, MAYBE, MAYBE),
    DAYS,
    st.lists(
        st.builds(Note, st.sampled_from(["error", "warning", "note"]), TEXT, NUMBERS, MAYBE, NUMBERS),
        max_size=3,
    ).map(tuple),
)


def read_edition(text: str, name: str = "zh") -> tuple[Edition, list[Problem]]:
    problems: list[Problem] = []
    return edition_file.parse(text, name, PATH, problems), problems


def read_document(text: str) -> tuple[Document, list[Problem]]:
    problems: list[Problem] = []
    return document_file.parse(text, PATH, problems), problems


@given(DOCUMENTS)
def test_facts_are_read_back(document: Document) -> None:
    assert read_document(document_file.write(document)) == (document, [])


@given(
    st.sampled_from(LANGUAGES).flatmap(lambda language: st.booleans().flatmap(lambda digest: editions(language, digest=digest)))
)
def test_editions_are_read_back(edition: Edition) -> None:
    assert read_edition(edition_file.write(edition), edition.name) == (edition, [])


@pytest.mark.parametrize("trap", TRAPS)
def test_nasty_text_is_read_back(trap: str) -> None:
    text = trap.strip()
    edition = Edition(
        "en", "official", (Segment("art_1", text, text), Segment("art_2", "", text), Segment("chp_1", text, "")), by=text or None
    )
    assert read_edition(edition_file.write(edition), "en") == (edition, [])
    document = Document("a", Bilingual(text or "x", trap), type=text or None, topics=(trap,), notes=(Note("note", trap),))
    assert read_document(document_file.write(document)) == (document, [])


@given(
    st.lists(
        st.builds(
            Term, TEXT, TEXT, st.sampled_from(["preferred", "admitted", "deprecated"]), st.just("") | TEXT, st.just("") | TEXT
        )
    )
)
def test_terms_are_read_back_with_plain_spaces(terms: list[Term]) -> None:
    def plain(text: str) -> str:
        return " ".join(text.split())

    expected = tuple(Term(plain(t.zh), plain(t.en), t.status, plain(t.note), plain(t.source)) for t in terms)
    problems: list[Problem] = []
    assert terms_file.parse(terms_file.write(terms), PATH, problems) == expected
    assert problems == []


@settings(max_examples=25)
@given(DOCUMENTS, st.tuples(editions("zh"), editions("en"), editions("zh", digest=True), editions("en", digest=True)))
def test_a_document_on_disk_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, document: Document, four: tuple[Edition, ...]
) -> None:
    collection = Collection(tmp_path_factory.mktemp("documents"))
    whole = replace(document, editions=four)
    collection.write(whole)
    assert collection.load(document.id) == whole


def test_every_document_shipped_is_read_back(shipped: Collection) -> None:
    documents = list(shipped)
    assert len(documents) >= 3
    for document in documents:
        facts = replace(document, editions=())
        assert read_document(document_file.write(facts)) == (facts, [])
        for edition in document.editions:
            assert read_edition(edition_file.write(edition), edition.name) == (edition, [])


def test_the_shipped_term_base_is_read_back(shipped: Collection) -> None:
    terms = shipped.terms()
    assert Term in {type(term) for term in terms}
    assert terms_file.write(terms) == (shipped.root / terms_file.NAME).read_text(encoding="utf-8")


README = (Path(__file__).parent.parent / "documents" / "README.md").read_text(encoding="utf-8")


def example(fence: str) -> list[str]:
    return [part.partition("```")[0] for part in README.split(f"```{fence}\n")[1:]]


def test_the_example_document_in_the_readme_is_what_it_says() -> None:
    document, problems = read_document(example("yaml")[0])
    assert problems == []
    assert document.id == "example-2024-7"
    assert document.title == Bilingual("示范市档案查阅规则", "Rules of Example City on the Consultation of Archives")
    assert document.issuers == (Bilingual("示范市档案局", "Example City Archives Bureau"),)
    assert (document.issued, document.effective, document.added) == (date(2024, 3, 1), date(2024, 4, 1), date(2024, 5, 6))
    assert document.relations == (
        Relation("based on", "中华人民共和国档案法"),
        Relation("repeals", "示范市档案查阅暂行规则", "示档发〔2019〕3号", segments=("art_9",)),
        Relation("cites", document="example-2023-1", segments=("art_2", "art_5"), provisions=("art_8",)),
    )
    assert document.notes == (Note("warning", "No date under the signature; the print date was taken.", 12),)


def test_the_example_editions_in_the_readme_have_the_same_ids() -> None:
    (zh, none), (en, none_either) = (
        read_edition(text, name) for text, name in zip(example("markdown"), ("zh.digest", "en.digest"), strict=True)
    )
    assert none == none_either == []
    expected = ["chp_1", "art_1", "art_2", "art_2__para_1__point_1", "art_2__para_1__point_2", "art_2__para_2"]
    assert [segment.id for segment in zh.segments] == [segment.id for segment in en.segments] == expected
    assert zh.segments[2] == Segment("art_2", "第二条", "申请人提交：")
    assert en.segments[3] == Segment("art_2__para_1__point_1", "(1)", "proof of identity;")


BY_HAND = """---
kind: official
---

# 第一章 总则

第一条 本规则规范公众查阅
档案的程序，依据《中华人民共和国
档案法》。

第二条 申请人提交：

（一） 身份证明；

（二）查阅目的说明。

档案馆在5个
工作日内答复。

**第三条之一** 解释 of these
Rules\\
另行。
"""
BY_HAND_SEGMENTS = (
    Segment("chp_1", "第一章", "总则"),
    Segment("art_1", "第一条", "本规则规范公众查阅档案的程序，依据《中华人民共和国档案法》。"),
    Segment("art_2", "第二条", "申请人提交："),
    Segment("art_2__para_1__point_1", "（一）", "身份证明；"),
    Segment("art_2__para_1__point_2", "（二）", "查阅目的说明。"),
    Segment("art_2__para_2", "", "档案馆在5个工作日内答复。"),
    Segment("art_3_1", "第三条之一", "解释 of these Rules\n另行。"),
)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_text_typed_as_it_is_printed(line_end: str) -> None:
    edition, problems = read_edition(BY_HAND.replace("\n", line_end))
    assert problems == []
    assert edition.segments == BY_HAND_SEGMENTS


def test_ids_given_by_hand_lead_the_ones_left_out() -> None:
    edition, problems = read_edition(
        "---\nkind: official\n---\n\n第七条 甲。 {#art_7}\n\n乙。\n\n（一）丙。\n\n第八条 丁。 {#art_9}\n\n戊。\n"
    )
    assert problems == []
    assert [s.id for s in edition.segments] == ["art_7", "art_7__para_2", "art_7__para_2__point_1", "art_9", "art_9__para_2"]


def test_a_byte_order_mark_and_no_final_newline_do_no_harm() -> None:
    edition, problems = read_edition("\ufeff---\nkind: official\n---\n\n甲。 {#para_1}")
    assert (edition.segments, problems) == ((Segment("para_1", "", "甲。"),), [])


GOOD = "id: example-2024-7\ntitle: {zh: 甲}\n"
DOCUMENT_MISTAKES = {
    "YAML that does not parse": ("id: a\ntitle: [zh\nnumber: 1\n", 3, "quotes"),
    "a colon in a value": (GOOD + "type: 规则: 甲\n", 3, "quotes"),
    "a tab": (GOOD + "source:\n\ttitle: x\n", 4, "mend"),
    "a list instead of keys": ("- a\n- b\n", 1, "key: value"),
    "nothing": ("", 1, "key: value"),
    "an unknown key": (GOOD + "isued: 2024-01-01\n", 3, "issued"),
    "an unknown key inside": (GOOD + "source:\n  titel: x\n", 4, "title"),
    "an unknown language": ("id: example-2024-7\ntitle:\n  zh: 甲\n  fr: x\n", 4, "en"),
    "an unknown key in a list": (GOOD + "relations:\n- kind: cites\n  title: x\n  nr: y\n", 6, "number"),
    "a key twice": (GOOD + "type: 规则\ntype: 办法\n", 4, "twice"),
    "a key twice inside": ("id: example-2024-7\ntitle:\n  zh: 甲\n  zh: 乙\n", 4, "twice"),
    "a status that is none": (GOOD + "status: valid\n", 3, "in force"),
    "a level that is none": (GOOD + "level: local\n", 3, "provincial"),
    "a relation of no kind": (GOOD + "relations:\n- kind: supersedes\n  title: x\n", 4, "repeals"),
    "a relation to nothing": (GOOD + "relations:\n- kind: repeals\n", 4, "title"),
    "a date in words": (GOOD + "issued: 2024年5月1日\n", 3, "2024-05-01"),
    "a date that is none": (GOOD + "issued: 2024-02-30\n", 3, "2024-05-01"),
    "a date with a time": (GOOD + "issued: 2024-02-03 10:00:00\n", 3, "2024-05-01"),
    "a date instead of text": (GOOD + "number: 2024-02-03\n", 3, "quotes"),
    "a number instead of text": (GOOD + "number: 13\n", 3, "quotes"),
    "a truth value instead of text": (GOOD + "region: no\n", 3, "quotes"),
    "text instead of a list": (GOOD + "topics: ethics-review\n", 3, "list"),
    "numbers in a list of words": (GOOD + "topics: [1]\n", 3, "words"),
    "text instead of names": ("id: example-2024-7\ntitle: 甲\n", 2, "key: value"),
    "an issuer that is no name": (GOOD + "issuers: [示范市]\n", 3, "key: value"),
    "issuers that are no list": (GOOD + "issuers:\n  zh: 示范市\n", 3, "- "),
    "a line that is no number": (GOOD + "notes:\n- {severity: note, message: x, line: twelve}\n", 4, "whole number"),
    "no id": ("title: {zh: 甲}\n", 1, "nhc-2024-13"),
    "an id with capitals": ("id: Example_1\ntitle: {zh: 甲}\n", 1, "lower-case"),
    "no title": ("id: example-2024-7\n", 1, "title:"),
    "an empty title": ("id: example-2024-7\ntitle: {}\n", 2, "zh:"),
}


@pytest.mark.parametrize("mistake", DOCUMENT_MISTAKES)
def test_mistakes_in_document_yaml(mistake: str) -> None:
    text, line, remedy = DOCUMENT_MISTAKES[mistake]
    problems = read_document(text)[1]
    assert problems, "nothing was reported"
    assert {problem.severity for problem in problems} == {"error"}
    assert {problem.path for problem in problems} == {PATH}
    assert problems[0].line == line
    assert remedy in problems[0].message


def test_every_mistake_of_a_file_is_reported_at_once() -> None:
    problems = read_document("id: Bad\ntitle: {zh: 甲}\nstatus: valid\nissued: soon\nnumbr: x\n")[1]
    assert sorted((problem.line or 0) for problem in problems) == [1, 3, 4, 5]


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [*a]\n",
        "a: *b\n",
        "a: !!python/object/apply:os.getcwd []\n",
        "? [a]\n: b\n",
        "a: " + "[" * 3000,
        "\x00",
        "a: b\n---\nc: d\n",
    ],
)
def test_hostile_yaml_is_a_mistake_like_others(text: str) -> None:
    assert [problem.severity for problem in read_document(text)[1]][:1] == ["error"]


HEAD = "---\nkind: official\n---\n\n"
EDITION_MISTAKES = {
    "no front matter": ("第一条 甲。\n", 1, "kind: official"),
    "an unclosed front matter": ("---\nkind: official\n\n第一条 甲。\n", 1, "---"),
    "front matter that does not parse": ("---\nkind: [\n---\n", 3, "quotes"),
    "an unknown key": ("---\nkind: official\nauthor: x\n---\n", 3, "by"),
    "a key twice": ("---\nkind: official\nkind: news\n---\n", 3, "twice"),
    "no kind": ("---\nby: x\n---\n", 2, "translation"),
    "a kind that is none": ("---\nby: x\nkind: offical\n---\n", 3, "official"),
    "a digest in the wrong file": ("---\nkind: digest\n---\n", 2, "digest.md"),
    "lines that are none": ("---\nkind: official\nlines: 12\n---\n", 3, "[10, 250]"),
    "a number instead of text": ("---\nkind: official\nby: 12\n---\n", 3, "quotes"),
    "a segment id twice": (HEAD + "甲。 {#art_1}\n\n乙。\n丙。 {#art_1}\n", 7, "line 5"),
    "a malformed segment id": (HEAD + "甲。 {#art_1}\n\n乙。 {#Art 2}\n", 7, "art_8"),
    "an empty segment id": (HEAD + "甲。 {#}\n", 5, "art_8"),
}


@pytest.mark.parametrize("mistake", EDITION_MISTAKES)
def test_mistakes_in_an_edition(mistake: str) -> None:
    text, line, remedy = EDITION_MISTAKES[mistake]
    for line_end in ("\n", "\r\n"):
        problems = read_edition(text.replace("\n", line_end))[1]
        assert problems, "nothing was reported"
        assert (problems[0].severity, problems[0].path, problems[0].line) == ("error", PATH, line)
        assert remedy in problems[0].message


def test_a_full_text_in_a_digest_file_is_a_mistake() -> None:
    problems = read_edition("---\nkind: official\n---\n", "en.digest")[1]
    assert [(problem.severity, problem.line) for problem in problems] == [("error", 2)]


TERM_HEAD = "zh\ten\tstatus\tnote\tsource\n"
TERM_MISTAKES = {
    "no heading line": ("器官\torgan\tpreferred\t\t\n", 1, "columns"),
    "nothing": ("", 1, "columns"),
    "no English": (TERM_HEAD + "器官\torgan\tpreferred\t\t\n肾\t\tpreferred\t\t\n", 3, "zh and en"),
    "a status that is none": (TERM_HEAD + "器官\torgan\tgood\t\t\n", 2, "admitted"),
    "too many columns": (TERM_HEAD + "器官\torgan\tpreferred\t\t\tx\n", 2, "five"),
}


@pytest.mark.parametrize("mistake", TERM_MISTAKES)
def test_mistakes_in_the_term_base(mistake: str) -> None:
    text, line, remedy = TERM_MISTAKES[mistake]
    problems: list[Problem] = []
    terms_file.parse(text, PATH, problems)
    assert [(problem.severity, problem.line, problem.path) for problem in problems] == [("error", line, PATH)]
    assert remedy in problems[0].message


def test_a_term_base_from_windows_with_short_lines() -> None:
    problems: list[Problem] = []
    text = "\ufeffzh\ten\tstatus\tnote\tsource\r\n器官\torgan\tpreferred\r\n\r\n"
    assert terms_file.parse(text, PATH, problems) == (Term("器官", "organ"),)
    assert problems == []


def test_literal_marks_are_escaped_as_the_readme_says() -> None:
    segment = Segment("para_1", "", "# 用*星号*和\\，见 {#art_2}")
    assert "\n\\# 用\\*星号\\*和\\\\，见 \\{#art_2} {#para_1}\n" in edition_file.write(Edition("zh", "official", (segment,)))
    # also where the id is left out, a mark that is escaped is text
    edition, problems = read_edition("---\nkind: official\n---\n\n\\# 用\\*星号\\*和\\\\，见 \\{#art_2}\n")
    assert (edition.segments, problems) == ((segment,), [])
