"""The quality measures hold their floors, and the harness itself can tell right from wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quality.__main__ import main
from tests.quality.cases import CASES, load_case, load_cases
from tests.quality.measures import measure
from tests.quality.scoring import score_folder, total
from tests.quality.tallies import Score

SMALL = """shape: small
documents:
- title: 示范市档案查阅规则
  number: 示档发〔2024〕7号
  issued: 2024-03-01
  repeals: []
  text: |
    art_1 第一条 | 查阅者应当出示证件。
    art_2 第二条 | 本规则自2024年4月1日起施行。
    signature | 示范市档案局⏎2024年3月1日
  citations: []
"""
TEXT = (
    "示范市档案查阅规则\n示档发〔2024〕7号\n第一条　查阅者应当出示证件。\n"
    "第二条　本规则自2024年4月1日起施行。\n示范市档案局\n2024年3月1日\n"
)


def small(folder: Path, truth: str, text: str = TEXT) -> Score:
    (folder / "small.txt").write_text(text, encoding="utf-8")
    (folder / "small.expected.yaml").write_text(truth, encoding="utf-8")
    return total(score_folder(folder))


@pytest.fixture(scope="module")
def reached() -> Score:
    return total(score_folder())


FLOORS = {  # a little under what is reached; raised whenever more is
    "number": 0.97, "title": 0.90, "issuers": 0.97, "issued": 0.96, "effective": 0.98, "expires": 0.95, "type": 0.94,
    "level": 0.97, "documents": 0.98, "article count": 0.93, "passages": 0.92, "headings": 0.92, "around": 0.88,
    "citations": 0.91, "relations": 0.91, "warnings": 0.15, "errors": 1.0, "text": 0.97,
}  # fmt: skip
CEILINGS = {"furniture": 20, "broken sentences": 35}


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_floors(reached: Score, name: str, floor: float) -> None:
    f1 = reached[name].f1
    assert f1 is not None
    assert f1 >= floor, [miss for miss in reached.misses if miss.measure == name]


@pytest.mark.parametrize(("name", "ceiling"), CEILINGS.items())
def test_ceilings(reached: Score, name: str, ceiling: int) -> None:
    assert reached[name].false <= ceiling, [miss for miss in reached.misses if miss.measure == name]


def test_a_right_answer_counts_in_full(tmp_path: Path) -> None:
    score = small(tmp_path, SMALL)
    assert [score[name].f1 for name in ("title", "number", "issued", "article count", "passages", "text")] == [1.0] * 6
    assert score.misses == []


@pytest.mark.parametrize(
    ("measure_name", "old", "new"),
    [
        ("title", "title: 示范市", "title: 示例市"),
        ("number", "7号", "8号"),
        ("issued", "2024-03-01", "2024-03-02"),
        ("passages", "出示证件。", "出示证件"),
        ("passages", "art_2 ", "art_3 "),
        ("article count", "documents:\n-", "documents:\n- articles: 3\n "),
        ("around", "示范市档案局⏎", ""),
        ("relations", "repeals: []", "repeals: [[示范市旧规则, null]]"),
        ("citations", "citations: []", "citations: [[art_1, 示范市旧规则, 2]]"),
        ("warnings", "shape: small", "shape: small\nwarnings: [shuffled]"),
        ("furniture", "shape: small", "shape: small\nfurniture: [出示]"),
        ("broken sentences", "shape: small", "shape: small\nwhole: [查阅者不得出示证件。]"),
        ("errors", "shape: small", "shape: small\nerror: OCR"),
    ],
)
def test_a_wrong_answer_is_a_miss(tmp_path: Path, measure_name: str, old: str, new: str) -> None:
    assert old in SMALL
    score = small(tmp_path, SMALL.replace(old, new))
    assert measure_name in {miss.measure for miss in score.misses}


def test_a_document_too_few_is_missed(tmp_path: Path) -> None:
    second = SMALL.partition("documents:\n")[2].replace("7号", "9号").replace("查阅", "借阅")
    score = small(tmp_path, SMALL + second)
    assert (score["documents"].right, score["documents"].missed) == (1, 1)


def test_every_case_can_be_built_and_measured(tmp_path: Path) -> None:
    cases = load_cases()
    assert len(cases) >= 60
    assert all(case.documents or case.error for case in cases)
    for kind in ("txt", "md", "html", "pdf", "docx"):
        case = next(case for case in cases if (case.build or {}).get("kind") == kind)
        score = measure(case, tmp_path)
        assert score.tallies
        assert (tmp_path / f"{case.name}.{kind}").stat().st_size > 500


def test_citations_name_segments_that_are_there() -> None:
    for case in load_cases():
        for document in case.documents:
            ids = {passage.id for passage in document.passages}
            assert {cited[0] for cited in document.citations or ()} <= ids, case.name
            assert len(ids) == len(document.passages), case.name


def test_a_truth_that_is_not_understood_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    truth = tmp_path / "a.expected.yaml"
    for wrong, message in (("- a", "keys"), ("documents:\n- text: 'art_1 without a bar'", "id label"), ("a: [", "YAML")):
        truth.write_text(wrong, encoding="utf-8")
        with pytest.raises(ValueError, match=rf"a\.expected\.yaml.*{message}"):
            load_case(truth)


def test_the_command_prints_a_table_and_every_miss(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small(tmp_path, SMALL.replace("2024-03-01", "2024-03-02"))
    main([str(tmp_path), "--verbose"])
    printed = capsys.readouterr().out
    assert "small: issued: expected '2024-03-02', found '2024-03-01'" in printed
    assert "passages            1.000" in printed
    with pytest.raises(SystemExit):
        main([str(CASES / "nowhere")])
