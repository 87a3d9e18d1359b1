"""``archive check`` on texts: digests, labels, front matter, figures, terms, citations and relations, each at its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archive.checks import check_collection
from archive.checks.terms import missing_renderings
from archive.comparing.figures import differences
from archive.model import Bilingual, Document, Edition, Relation, Segment, Term
from archive.parsing.facts.effect import effective_date
from archive.parsing.facts.relations_zh import repeals
from archive.store import Collection
from archive.text.term_finding import TermFinder

Write = Callable[..., Document]

YAML = """\
id: demo-1
title: {zh: 示范规则, en: Demonstration Rules}
number: 示卫发〔2024〕1号
issuers: [{zh: 示范市卫生局, en: Example City Health Bureau}]
type: 规则
level: municipal
region: 示范市
issued: 2024-01-05
status: in force
topics: [training]
abstract: {zh: 示范。, en: A demonstration.}
source: {title: 示范}
added: 2024-06-01
"""
FRONT = "---\nkind: digest\nby: Duizhao\n---\n"


@pytest.fixture
def findings(collection: Collection) -> Callable[..., list[tuple[str, int | None, str]]]:
    """Writes a document as a person would and gives what the check finds: (file:line, message)."""

    def write(
        zh: str | None = "**第一条** 甲。 {#art_1}",
        en: str | None = "**Article 1** A. {#art_1}",
        *,
        yaml: str = "",
        terms: str = "",
        front: str = FRONT,
    ) -> list[tuple[str, int | None, str]]:
        folder = collection.root / "demo-1"
        folder.mkdir(exist_ok=True)
        (folder / "document.yaml").write_text(YAML + yaml, encoding="utf-8")
        for name, text in (("zh", zh), ("en", en)):
            if text is not None:
                (folder / f"{name}.digest.md").write_text(f"{front}\n{text}\n", encoding="utf-8")
        if terms:
            heading = "zh\ten\tstatus\tnote\tsource\n"
            (collection.root / "terms.tsv").write_text(heading + terms, encoding="utf-8")
        problems = list(check_collection(collection))
        assert all(problem.path and problem.line for problem in problems)
        return [
            (str((problem.path or Path()).relative_to(collection.root)), problem.line, problem.message) for problem in problems
        ]

    return write


Findings = Callable[..., list[tuple[str, int | None, str]]]


def test_a_good_digest_has_no_findings(findings: Findings) -> None:
    assert findings() == []


def test_a_passage_without_counterpart_is_named_where_it_belongs(findings: Findings) -> None:
    zh = "甲。 {#para_1}\n\n乙。 {#para_2}\n\n丙。 {#para_3}"
    en = "A. {#para_1}\n\nC. {#para_3}\n\nD. {#para_4}"
    found = findings(zh, en)
    assert [(path, line) for path, line, _ in found] == [("demo-1/zh.digest.md", 10), ("demo-1/en.digest.md", 6)]
    assert "para_4" in found[0][2]
    assert "para_2" in found[1][2]


def test_many_passages_without_counterpart_are_one_finding(findings: Findings) -> None:
    zh = "\n\n".join(f"甲。 {{#para_{number}}}" for number in range(1, 30))
    [(path, line, message)] = findings(zh, "A. {#para_1}")
    assert (path, line) == ("demo-1/en.digest.md", 1)
    assert "28 segments" in message


def test_the_same_passages_in_another_order(findings: Findings) -> None:
    [(path, line, message)] = findings("甲。 {#para_1}\n\n乙。 {#para_2}", "B. {#para_2}\n\nA. {#para_1}")
    assert (path, line) == ("demo-1/en.digest.md", 6)
    assert "para_2 stands where" in message


@pytest.mark.parametrize(
    ("zh", "en", "place", "words"),
    [
        ("**第一条** {#art_1}", "**Article 1** A. {#art_1}", "zh.digest.md:6", "no text"),
        ("**第一条** The rules govern this whole matter. {#art_1}", "**Article 1** A. {#art_1}", "zh.digest.md:6", "not Chinese"),
        ("**第一条** 甲。 {#art_1}", "**Article 1** 甲乙丙。 {#art_1}", "en.digest.md:6", "is Chinese"),
        ("**第一条** 甲。 {#art_1}", "A. {#art_1}", "en.digest.md:6", "label 第一条 in the Chinese"),
        ("**第一条** 甲。 {#art_1}", "**第一条** A. {#art_1}", "en.digest.md:6", "in English"),
        ("**第二条** 甲。 {#art_2}", "**Article 2** A. {#art_2}", "zh.digest.md:6", "Article 1 is due"),
        ("甲。 {#foo_3}", "A. {#foo_3}", "zh.digest.md:6", "'foo_3'"),
        ("**第一条** 甲。 {#art_1}\n\n**（一）** 乙。 {#art_1__point_1}", None, "zh.digest.md:8", "art_1__para_1__point_1"),
        ("甲。 {#para_1\n\n乙。 {#para_2}", None, "zh.digest.md:6", "mistyped"),
        ("甲。 {#para_1}\n乙。 {#para_2}", None, "zh.digest.md:6", "blank line"),
    ],
)
def test_passages_out_of_form(findings: Findings, zh: str, en: str | None, place: str, words: str) -> None:
    found = findings(zh, en or "A. {#para_1}")
    assert any(f"{path}:{line}" == f"demo-1/{place}" and words in message for path, line, message in found), found


def test_a_digest_in_one_language_only(findings: Findings) -> None:
    [(path, line, message)] = findings(en=None)
    assert (path, line) == ("demo-1/zh.digest.md", 1)
    assert "en.digest.md" in message


def test_a_label_that_is_not_that_of_the_id(findings: Findings) -> None:
    [(path, line, message)] = findings(en="**Article 2** A. {#art_1}")
    assert (path, line) == ("demo-1/en.digest.md", 6)
    assert "Article 2" in message


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("---\nkind: digest\n---\n", "add `by:`"),
        ("---\nkind: digest\nby: D\nrenders: abc\n---\n", "sha256"),
        ("---\nkind: digest\nby: D\nfile: a.txt\nsha256: abc\n---\n", "64 hexadecimal"),
        (f"---\nkind: digest\nby: D\nrenders: {'a' * 64}\n---\n", "has changed since"),
    ],
)
def test_front_matter(findings: Findings, front: str, words: str) -> None:
    found = findings(front=front)
    assert {(path, line) for path, line, _ in found} == {("demo-1/zh.digest.md", 1), ("demo-1/en.digest.md", 1)}
    assert all(words in message for *_, message in found)


def test_an_edition_that_renders_the_text_as_it_is_now(collection: Collection, write_small: Write) -> None:
    document = write_small()
    zh, en = document.editions
    collection.write(document.with_edition(Edition("en", "translation", en.segments, by="B", renders=zh.sha256)))
    assert list(check_collection(collection)) == []


def test_a_figure_is_found_at_the_passage_that_lacks_it(findings: Findings) -> None:
    zh = "**第一条** 甲。 {#art_1}\n\n**第二条** 72小时内报告。 {#art_2}"
    en = "**Article 1** A. {#art_1}\n\n**Article 2** Report within 27 hours. {#art_2}"
    found = findings(zh, en)
    assert {(path, line) for path, line, _ in found} == {("demo-1/en.digest.md", 8)}
    assert "72" in found[0][2]
    assert "27" in found[1][2]


AGREEING = [
    ("三分之二以上委员同意", "two-thirds or more of the members consent"),
    ("每年增长10%以上", "growth of more than 10 percent a year"),
    ("百分之十", "10%"),
    ("655万人", "6.55 million people"),
    ("10亿美元", "US$1 billion"),
    ("40200例", "40,200 donations"),
    ("自2024年5月1日起施行", "take effect on May 1, 2024"),
    ("自2024年5月1日起施行", "take effect on 1 May 2024"),
    ("2023年12月", "in December 2023"),
    ("二级以上医院", "hospitals at or above Grade II"),
    ("任期三年，共二十五人", "a term of three years; twenty-five persons"),
    ("第八条第（二）项", "Article 8, item (2)"),
    ("“十四五”规划", 'the "14th Five-Year" plan'),
    ("年满18周岁", "aged 18 years or over"),
    ("5个工作日内", "within five working days"),
    ("20个工作日", "20 business days"),
    ("第三方不得参加", "third parties shall not take part"),
    ("家属二人均应签字", "both family members shall sign"),
    ("千家万户", "every household"),
    ("十分重要", "very important"),
    ("一名主任", "a director"),
    ("12月8日至10日", "December 8 to 10"),
    ("一百二十人", "one hundred and twenty people"),
    ("两年内", "within 2 years"),
    ("半数以上", "more than half"),
    ("逾百例", "more than 100 cases"),
    ("提高5个百分点", "a rise of 5 percentage points"),
    ("3.5万亿元", "3.5 trillion yuan"),
    ("两亿元", "200 million yuan"),
    ("经2/3以上代表同意", "with the consent of two-thirds of the delegates"),
    ("21世纪", "the twenty-first century"),
    ("Ⅱ期临床试验", "a Phase II clinical trial"),
    ("三四名护士", "three or four nurses"),
    ("七成患者", "70 percent of patients"),
    ("5月中旬", "in mid-May"),
    ("每季度至少检查1次", "at least 1 inspection each quarter"),
    ("每月报告，半年汇总", "reported monthly, summed up every half a year"),
]
DIFFERING = [
    ("每季度至少检查1次", "at least 1 inspection a month", "quarter"),
    ("每年1次", "once a month", "year"),
    ("三分之二以上", "three-quarters or more", "2/3"),
    ("10%", "10", "0.1"),
    ("5个工作日内", "within 5 days", "working day"),
    ("3个月", "3 years", "month"),
    ("2024年5月1日", "January 5, 2024", "2024-01-05"),
    ("8万人", "8,000 people", "80000"),
    ("二级医院", "Grade III hospitals", "二"),
    ("二十五人", "twenty people", "25"),
    ("第八条", "Article 9", "8"),
    ("报告", "report within 3 days", "3"),
    ("两名医师", "a physician", "两"),
    ("0.69", "0.96", "0.69"),
    ("2023年12月", "November 2023", "12"),
]


@pytest.mark.parametrize(("zh", "en"), AGREEING)
def test_figures_that_agree(zh: str, en: str) -> None:
    assert differences(zh, en) == []


@pytest.mark.parametrize(("zh", "en", "words"), DIFFERING)
def test_figures_that_do_not(zh: str, en: str, words: str) -> None:
    assert words in "\n".join(differences(zh, en))


TERMS = (
    "民政部\tMinistry of Civil Affairs\tpreferred\t\t\n"
    "民政部门\tcivil affairs department\tpreferred\t\t\n"
    "捐献人\tdonor\tpreferred\t\t\n"
    "捐献人\tdonating person\tdeprecated\t\t\n"
)


def test_a_deprecated_form_beside_the_preferred_one() -> None:
    finder = TermFinder([Term("遗体器官", "deceased-donor organ"), Term("遗体器官", "cadaver organ", "deprecated")])
    inside = TermFinder([Term("遗体器官", "deceased-donor organ"), Term("遗体器官", "donor organ", "deprecated")])
    assert list(missing_renderings(inside, "遗体器官", "deceased-donor organs")) == []
    [message] = missing_renderings(finder, "遗体器官", "deceased-donor organs (cadaver organs)")
    assert "deprecated" in message


def test_a_term_that_the_english_lacks(findings: Findings) -> None:
    zh = "**第一条** 民政部门帮助捐献人。 {#art_1}"
    assert findings(zh, "**Article 1** Civil affairs departments help donors. {#art_1}", terms=TERMS) == []
    [(path, line, message)] = findings(zh, "**Article 1** Civil affairs departments help them. {#art_1}", terms=TERMS)
    assert (path, line) == ("demo-1/en.digest.md", 6)
    assert "捐献人" in message
    assert "民政" not in message
    assert "'donor'" in message


def test_a_deprecated_rendering() -> None:
    terms = [Term("捐献人", "donor"), Term("捐献人", "donating person", "deprecated"), Term("器官", "organ", "admitted")]
    finder = TermFinder(terms)
    first, second = missing_renderings(finder, "捐献人的器官", "what donating persons give")
    assert "lacks 'donor'" in first
    assert "deprecated" in second
    assert list(missing_renderings(finder, "捐献人的器官", "what donors give")) == []  # an admitted term asks for nothing


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        ("甲\tA\tpreferred\t\t\n甲\ta\tadmitted\t\t\n", 3, "twice"),
        ("甲\tA\tpreferred\t\t\n\n甲\tB\tpreferred\t\t\n", 4, "already has"),
        ("丁\tD\tpreferred\t\tdemo-1 GB/T-1\n", 2, "does not occur in demo-1"),
    ],
)
def test_the_term_base_itself(findings: Findings, lines: str, line: int, words: str) -> None:
    [(path, at, message)] = findings(terms=lines)
    assert (path, at) == ("terms.tsv", line)
    assert words in message


CITING = "**第一条** 依据《示范法》第三条第二款。 {#art_1}\n\n**第二条** 见《示范法》，持《执业证书》。 {#art_2}"
CITED = "**Article 1** Under the Example Law, Article 3, paragraph 2. {#art_1}\n\n**Article 2** See the Example Law. {#art_2}"


@pytest.mark.parametrize(
    ("yaml", "path", "line", "words"),
    [
        ("", "zh.digest.md", 6, "stands in no relation"),
        ("- {kind: cites, title: 示范法, segments: [art_1], provisions: [art_3]}", "document.yaml", 15, "also cited in art_2"),
        ("- {kind: cites, title: 示范法, segments: [art_1, art_2]}", "document.yaml", 15, "art_3 of 《示范法》"),
        (
            "- {kind: cites, title: 示范法, segments: [art_1, art_2, art_9], provisions: [art_3]}",
            "document.yaml",
            15,
            "no segment art_9",
        ),
    ],
)
def test_citations_and_relations(findings: Findings, yaml: str, path: str, line: int, words: str) -> None:
    [(found, at, message)] = findings(CITING, CITED, yaml=f"relations:\n{yaml}\n" if yaml else "")
    assert (found, at) == (f"demo-1/{path}", line)
    assert words in message


def test_citations_that_stand_in_relations(findings: Findings) -> None:
    relations = (
        "relations:\n- {kind: based on, title: 《示范法》, segments: [art_1], provisions: [art_3__para_2]}\n"
        "- {kind: cites, title: 示范法, segments: [art_2]}\n"
    )
    assert findings(CITING, CITED, yaml=relations) == []


def test_what_the_text_repeals(findings: Findings) -> None:
    zh = "**第一条** 同时废止原示范局印发的《示范暂行规则》（示卫发〔2019〕3号）。 {#art_1}"
    en = "**Article 1** The Interim Rules (示卫发〔2019〕3号) are repealed. {#art_1}"
    relation = "relations:\n- {{kind: {}, title: 示范暂行规则, number: 示卫发〔2019〕3号, segments: [art_1]}}\n"
    [(path, line, message)] = findings(zh, en, yaml=relation.format("cites"))
    assert (path, line) == ("demo-1/zh.digest.md", 6)
    assert "repeals" in message
    assert findings(zh, en, yaml=relation.format("repeals")) == []


def test_a_date_of_effect_that_the_text_contradicts(findings: Findings) -> None:
    zh, en = "**第一条** 2024年5月1日为本规则的施行日期。 {#art_1}", "**Article 1** In force from May 1, 2024. {#art_1}"
    assert findings(zh, en, yaml="effective: 2024-05-01\n") == []
    assert "takes effect on 2024-05-01" in findings(zh, en)[0][2]
    [(path, line, message)] = findings(zh, en, yaml="effective: 2024-06-01\n")
    assert (path, line) == ("demo-1/document.yaml", 14)
    assert "2024-05-01" in message


OTHER: dict[str, Any] = {"id": "example-2019-3", "number": "示档发〔2019〕3号", "issued": None, "unstated": ("issued",)}


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        (Relation("cites", title="示范市档案查阅规则", number="示档发〔2019〕3号"), "write `document: example-2019-3`"),
        (Relation("cites", document="example-2024-7"), "no relation to itself"),
        (Relation("cites", number="示档发[2020]3号"), "canonical"),
        (Relation("cites", document="example-2019-3", number="示档发〔2019〕4号"), "is 示档发〔2019〕3号"),
        (Relation("cites", document="example-2019-3", title="别的规则"), "the title of example-2019-3"),
        (Relation("cites", document="example-2019-3", provisions=("art_77",)), "has no art_77"),
        (Relation("repeals", document="example-2019-3"), "status: repealed"),
        (Relation("opposing account", document="example-2019-3"), "add it there"),
    ],
)
def test_relations_and_their_targets(collection: Collection, write_small: Write, relation: Relation, words: str) -> None:
    write_small(**OTHER, effective=None)
    write_small(relations=(relation,))
    [problem] = check_collection(collection)
    assert problem.path == collection.root / "example-2024-7" / "document.yaml"
    assert words in problem.message


def test_a_relation_twice(collection: Collection, write_small: Write) -> None:
    write_small(relations=(Relation("cites", title="甲法"), Relation("cites", title="《甲法》")))
    [problem] = check_collection(collection)
    assert "twice" in problem.message


def test_a_full_text_is_not_held_against_a_digest(collection: Collection, write_small: Write) -> None:
    zh = Edition("zh", "official", (Segment("art_1", "第一条", "5个工作日内，由3人办理。"),))
    en = Edition("en", "digest", (Segment("art_1", "Article 1", "Within 5 working days."),), by="D")
    zh_digest = Edition("zh", "digest", (Segment("art_1", "第一条", "5个工作日内。"),), by="D")
    write_small(editions=(zh, zh_digest, en))
    assert list(check_collection(collection)) == []


def test_facts_that_the_source_does_not_state(collection: Collection, write_small: Write) -> None:
    write_small(number=None, abstract=Bilingual())
    [problem] = check_collection(collection)
    assert "abstract.zh, abstract.en, number" in problem.message
    assert problem.line == 1
    write_small(number=None, abstract=Bilingual(), unstated=("number", "abstract.zh", "abstract.en"))
    assert list(check_collection(collection)) == []


def test_news_need_neither_number_nor_level_nor_status(collection: Collection, write_small: Write) -> None:
    write_small(type="新闻", number=None, level=None, region=None, status="unknown")
    assert list(check_collection(collection)) == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("六人", "ſix members"),
        ("共" + "9" * 5000 + "人", "9" * 5000),
        ("9" * 400 + ".5%", "9" * 400 + ".5"),
        ("9" * 4299 + "万亿", "one hundred and " * 5000),
        ("一" * 3000, "Grade " + "X" * 3000),
    ],
)
def test_hostile_figures_are_no_crash(zh: str, en: str) -> None:
    assert all(len(message) < 6000 for message in differences(zh, en))
    assert differences(zh + "，另5人", en) != []


@pytest.mark.parametrize(
    "value",
    ["!!bool foo", "!!int", '!!float ""', "!!timestamp foo", "!!map [a]", "[" * 900 + "]" * 900, "a\x07b", "9" * 5000],
)
def test_yaml_that_is_none_is_found_with_a_line(collection: Collection, value: str) -> None:
    folder = collection.root / "demo-1"
    folder.mkdir()
    (folder / "document.yaml").write_text(f"id: demo-1\ntype: {value}\n", encoding="utf-8")
    problems = list(check_collection(collection))
    assert problems
    assert all(problem.line and "\n" not in str(problem) for problem in problems)


def test_marks_that_are_escaped_belong_to_the_text(findings: Findings) -> None:
    zh, en = r"**第一条** 甲\*\*乙，见\{#art_3}。 {#art_1}", r"**Article 1** A\*\*, see \{#art_3}. {#art_1}"
    assert findings(zh, en) == []


def test_an_unreadable_target_causes_no_other_finding(findings: Findings, collection: Collection) -> None:
    (collection.root / "other-1").mkdir()
    (collection.root / "other-1" / "document.yaml").write_text("id: other-1\ntitle: {zh: 示范法\n", encoding="utf-8")
    relation = "relations:\n- {kind: cites, document: other-1, segments: [art_1]}\n"
    found = findings("**第一条** 见《示范法》。 {#art_1}", "**Article 1** See the Law. {#art_1}", yaml=relation)
    assert {path for path, *_ in found} == {"other-1/document.yaml"}


@pytest.mark.parametrize(
    "text",
    ["行政复议期间不停止执行《示范法》规定的处罚。", "《医师执业证书》遗失的，原证失效。", "停止执行《示范制度》的，给予处分。"],
)
def test_what_repeals_nothing(text: str) -> None:
    assert repeals([text]) == []


def test_the_own_clause_of_a_document_says_from_when_it_applies() -> None:
    text = "收费标准自2024年3月5日起执行，本办法自2024年7月1日起施行。"
    assert effective_date(text, None) == date(2024, 7, 1)
