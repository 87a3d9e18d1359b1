"""The real source files, where they are: the gazette must come out as its ten documents, the Hebei opinion as one."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from archive.intake.inspection import Inspection, inspect
from archive.intake.intake import Intake
from archive.parsing import Recognised
from archive.store import Collection
from tests.printed_facts import GAZETTE, HEBEI, REPEALS

NUMBERS = [row[0] for row in GAZETTE]
CLOSED = re.compile(r"[。；：！？;:!?.…][”’』」）)]*$")


def source(sources: Path, serial: str) -> Inspection:
    (path,) = sources.glob(f"{serial}_*.txt")
    return inspect([path])


@pytest.fixture(scope="module")
def gazette(sources: Path) -> dict[str | None, Recognised]:
    documents = source(sources, "003").documents
    assert [document.document.number for document in documents] == NUMBERS
    return {document.document.number: document for document in documents}


@pytest.fixture(scope="module")
def hebei(sources: Path) -> Recognised:
    (document,) = source(sources, "002").documents
    return document


@pytest.mark.parametrize("row", GAZETTE, ids=NUMBERS)
def test_facts(gazette: dict[str | None, Recognised], row: tuple[object, ...]) -> None:
    document = gazette[str(row[0])].document
    articles = [s.id for s in document.editions[0].segments if s.level == "article"]
    assert (
        document.number,
        document.title.zh,
        [issuer.zh for issuer in document.issuers],
        document.type,
        document.issued,
        document.effective,
        len(articles),
    ) == row
    assert articles == [f"art_{number}" for number in range(1, len(articles) + 1)]
    repealed = [(r.title, r.number) for r in document.relations if r.kind == "repeals"]
    assert repealed == REPEALS.get(str(row[0]), [])


def unclosed(document: Recognised) -> list[str]:
    """Passages of running text that end in the middle of a sentence."""
    return [
        f"{s.id}: {s.text}"
        for s in document.edition.segments
        if s.level in ("article", "point", "paragraph", "indent") and not CLOSED.search(s.text)
    ]


def test_sentences_are_whole(gazette: dict[str | None, Recognised], hebei: Recognised) -> None:
    found = {number: passages for number, document in gazette.items() if (passages := unclosed(document))}
    # the gazette lists standards by number and title, one a line
    standards = found.pop("国卫通〔2024〕5号") + found.pop("国卫通〔2024〕6号")
    assert len(standards) == 8
    assert all(re.match(r"para_\d+: WS/T \d{3}[—-]2024", passage) for passage in standards)
    assert found == {}
    assert unclosed(hebei) == []


def test_no_passage_begins_in_the_middle_of_a_sentence(gazette: dict[str | None, Recognised], hebei: Recognised) -> None:
    beginnings = [
        f"{s.id}: {s.text}"
        for d in (*gazette.values(), hebei)
        for s in d.edition.segments
        if re.match(r"[，。；：、）》”]", s.text)
    ]
    assert beginnings == []


def test_no_page_furniture_is_left(gazette: dict[str | None, Recognised], hebei: Recognised) -> None:
    text = "\n".join(s.text for d in (*gazette.values(), hebei) for s in d.edition.segments)
    assert "公报 2024" not in text
    assert not re.search(r"[-—]\s*\d+\s*[-—](?!\d)", text)
    assert not re.search("[\ue000-\uf8ff\U000f0000-\U0010ffff]", text)
    assert "器官移植伦理委员会违反伦理原则或者出具虚假审查意见的，依据" in text


@pytest.mark.parametrize(
    ("number", "segment_id", "beginning"),
    [
        (
            "国卫医急发〔2024〕13号",
            "art_20",
            "医疗机构未经",
        ),
        ("国卫医急发〔2024〕13号", "art_24", "本规则自2024年5月1日起施行。"),
        ("国卫医急发〔2024〕13号", "notice__signature", "国家卫生健康委\n2024年4月15日"),
        ("国卫医急发〔2024〕15号", "art_31", "本办法自2024年5月1日起施行。"),
        ("国卫医急发〔2024〕15号", "chp_1", "总则"),
    ],
)
def test_passages(gazette: dict[str | None, Recognised], number: str, segment_id: str, beginning: str) -> None:
    segment = gazette[number].edition.segment(segment_id)
    assert segment is not None
    assert segment.text.startswith(beginning)


def test_what_is_uncertain_is_said(gazette: dict[str | None, Recognised]) -> None:
    warned = {number for number, document in gazette.items() if any(p.severity == "warning" for p in document.problems)}
    assert warned == {"国卫医政发〔2024〕19号"}  # it was printed without its signature and date
    notes = [(p.severity, p.line) for p in gazette["国卫医急发〔2024〕13号"].problems]
    assert notes == [("note", 503)]


def test_the_hebei_opinion(hebei: Recognised) -> None:
    document = hebei.document
    assert (document.number, document.title.zh) == ("冀卫医急函〔2024〕33号", "关于促进全省人体器官捐献工作健康发展的实施意见")
    assert [issuer.zh for issuer in document.issuers] == HEBEI
    assert all(issuer.en for issuer in document.issuers)
    assert (document.issued, document.type, document.level, document.region) == (date(2024, 7, 5), "意见", "provincial", "河北省")
    assert [(r.title, r.number) for r in document.relations if r.kind == "implements"] == [
        ("关于促进人体器官捐献工作健康发展的意见", "国卫医急发〔2024〕18号")
    ]


def test_nothing_of_the_text_is_lost(sources: Path, gazette: dict[str | None, Recognised], hebei: Recognised) -> None:
    def characters(text: str) -> list[str]:
        return sorted(re.sub(r"[\s〔〕﹝﹞\ue000-\uf8ff\U000f0000-\U0010ffff]", "", text))

    # a notice's own title is a segment; the title of the regulation it issues, and every other title, is a fact
    for serial, documents, furniture in (
        ("003", list(gazette.values()), ["国家卫生健康委员会公报2024·4", "-6-"]),
        ("002", [hebei], ["—2—"]),
    ):
        (path,) = sources.glob(f"{serial}_*.txt")
        text = re.sub(r"\s", "", path.read_text(encoding="utf-8"))
        for piece in furniture:
            assert text.count(piece) == 1
            text = text.replace(piece, "")
        kept = "".join(
            (document.document.title.zh or "")
            + (document.document.number or "")
            + "".join(s.label + s.text for s in document.edition.segments)
            for document in documents
        )
        assert characters(kept) == characters(text)


def test_the_forum_page_is_an_article_and_a_plan(sources: Path) -> None:
    found = source(sources, "000")
    article, plan = found.documents
    assert article.document.title.en == "China ‘to triple number of Uyghur organ-harvesting centres’"
    assert plan.document.title.zh == "新疆维吾尔自治区人体器官移植医院设置规划(2024—2030年)"
    assert (article.edition.language, len(article.edition.segments)) == ("en", 43)
    assert [s.text for s in article.edition.segments if s.level == "heading"] == [
        "Targeting Uyghurs",
        "Wealthy recipients",
        "Long-running industry",
    ]
    assert article.edition.segments[0].text.startswith("China is to triple the number")
    assert article.edition.segments[-1].text.endswith("Tangritagh Women’s Association.")
    assert all(CLOSED.search(s.text) for s in article.edition.segments if s.level != "heading")
    ids = [s.id for s in plan.edition.segments]
    assert ids[0].startswith("notice__")
    assert [i for i in ids if i.count("__") == 0] == ["para_1", "sec_1", "sec_2", "sec_3", "sec_4"]
    assert sum("point" in i for i in ids) == 8
    said = [problem.message for problem in (*found.problems, *article.problems, *plan.problems)]
    assert any("lines 1 to 11, 97 to 137, 162 to 267, 291 to 293" in message for message in said)
    assert any("lines 269 to 289 repeat lines 139 to 159" in message for message in said)


def test_the_shuffled_page_is_one_document_with_its_warnings(sources: Path) -> None:
    [interview] = source(sources, "001").documents
    (path,) = sources.glob("001_*.txt")
    lines = ["".join(line.split()) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert ["".join(s.text.split()) for s in interview.edition.segments] == lines  # nothing is mended
    warnings = [problem.message for problem in interview.problems if problem.severity == "warning"]
    assert any(message.startswith("the text looks shuffled") for message in warnings)
    assert any("imToken下载 (line 1), imToken (line 9)" in message for message in warnings)


def test_the_news_article_is_one_document(sources: Path) -> None:
    [article] = source(sources, "004").documents
    assert (article.document.title.en or "").startswith("A Xinjiang hospital's Key State Lab signs deal")
    assert (article.edition.language, article.edition.kind) == ("en", "news")


def test_all_sources_can_be_added_and_added_again(sources: Path, collection: Collection) -> None:
    for action in ("added", "unchanged"):
        intake = Intake(collection)
        outcomes = [outcome for serial in ("000", "001", "002", "003", "004") for outcome in intake.add(source(sources, serial))]
        assert {outcome.action for outcome in outcomes} == {action}
    ids = collection.ids()
    assert {"hebei-2024-33", *(f"nhc-2024-{serial}" for serial in (5, 6, 11, 12, 13, 14, 15, 16, 18, 19))} <= set(ids)
    for document_id in ids:
        collection.load(document_id)
