"""Two editions → translation units: ids, gaps, merged passages, corrections, staleness, mismatches."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.alignment.editions.corrections import Correction, changed_sides, correction_of, merged, with_fingerprints
from archive.alignment.editions.editions import Alignment, align_editions
from archive.alignment.editions.groups import Group
from archive.alignment.editions.parting import Parting
from archive.alignment.editions.places import Place
from archive.alignment.editions.texts import Side
from archive.alignment.words.lexicon import Lexicon
from archive.errors import Problem
from archive.model import Edition, Segment, TranslationUnit
from archive.storage import alignment_file
from tests.bilingual_statute import EN, OTHER, ZH, Row, changed, edition, without

LEXICON = Lexicon()


def aligned(
    zh: tuple[Row, ...] = ZH, en: tuple[Row, ...] = EN, *corrections: Correction, renders: str | None = None
) -> Alignment:
    return align_editions(edition("zh", zh), edition("en", en, renders=renders), LEXICON, corrections)


def joins(units: tuple[TranslationUnit, ...]) -> list[tuple[str, str]]:
    return [(" ".join(one.segment for one in unit.zh), " ".join(one.segment for one in unit.en)) for unit in units]


def odd(alignment: Alignment) -> list[tuple[str, str]]:
    """What is not a passage beside the one of the same id."""
    return [pair for pair in joins(alignment.passages) if pair[0] != pair[1]]


def row(zh: str, en: str, **more: str) -> Correction:
    heading = "\t".join(alignment_file.COLUMNS)
    [made] = alignment_file.parse(f"{heading}\n{zh}\t{en}\tconfirmed\n", Path("alignment.tsv"), [])
    return replace(made, **more)  # type: ignore[arg-type]


def messages(alignment: Alignment) -> str:
    return "\n".join(map(str, alignment.problems))


# --- passages ----------------------------------------------------------------------------------------------------------


def test_equal_ids_meet_and_score_well() -> None:
    found = aligned()
    assert odd(found) == []
    assert {unit.origin for unit in found.passages} == {"ids"}
    assert sum(unit.score < 0.5 for unit in found.passages) <= 1
    assert found.problems == ()


def test_sentences_lie_in_their_passages_in_order() -> None:
    found = aligned()
    first, second = (unit for unit in found.sentences if unit.zh and unit.zh[0].segment == "art_2")
    assert (first.zh_text, second.zh_text) == (
        "本办法所称灯塔，是指设在海岸或者岛屿上、夜间发光的导航设施。",
        "浮标不适用本办法。",
    )
    assert second.en_text == "These Measures do not apply to buoys."
    assert first.en[0].start == 0
    assert second.id == f"art_2@{second.zh[0].start}"


def test_a_missing_article_is_a_gap() -> None:
    found = aligned(en=without(EN, "art_8", "chp_3"))
    assert odd(found) == [("chp_3", ""), ("art_8", "")]
    assert aligned(zh=without(ZH, "art_3")).passages[3].en[0].segment == "art_3"


def test_shifted_numbers_meet_by_what_they_say() -> None:
    kept = without(EN, "art_3")
    numbers = {f"art_{n}": f"art_{n - 1}" for n in range(4, 13)}

    def renumbered(one: Row) -> Row:
        article, rest = one[0].partition("__")[0], one[0].partition("__")[2]
        if article not in numbers:
            return one
        new = numbers[article]
        return (f"{new}__{rest}" if rest else new, f"Article {new[4:]}" if one[1].startswith("Art") else one[1], one[2])

    found = aligned(en=tuple(map(renumbered, kept)))
    pairs = dict(joins(found.passages))
    assert pairs["art_3"] == ""
    assert all(pairs[f"art_{n}"] == f"art_{n - 1}" for n in range(5, 13))
    assert "numbers have shifted" in messages(found)


def test_a_list_in_one_paragraph_meets_its_points() -> None:
    points = [one for one in EN if one[0].startswith("art_4__para_1__")]
    whole = " ".join([EN[5][2], *(f"{label} {text}" for _, label, text in points)])
    found = aligned(en=without(changed(EN, "art_4", whole), *(one[0] for one in points)))
    assert odd(found) == [("art_4 art_4__para_1__point_1 art_4__para_1__point_2 art_4__para_1__point_3", "art_4")]
    inside = [unit for unit in found.sentences if unit.zh and unit.zh[0].segment.startswith("art_4__para_1")]
    assert [unit.en_text[:3] for unit in inside] == ["(1)", "(2)", "(3)"]


def test_a_paragraph_meets_two() -> None:
    first, second = EN[13][2].split(". ", 1)
    split = tuple(
        part
        for one in EN
        for part in ([("art_7", "Article 7", f"{first}."), ("art_7__para_2", "", second)] if one[0] == "art_7" else [one])
    )
    assert odd(aligned(en=split)) == [("art_7", "art_7 art_7__para_2")]


def test_one_id_with_another_text_is_no_pair() -> None:
    found = aligned(en=changed(EN, "art_9", "The orchestra rehearses on Tuesdays, and trumpets sit behind the violins."))
    assert ("art_9", "art_9") not in joins(found.passages) or next(u for u in found.passages if u.id == "art_9").score < 0.5


def test_a_new_article_is_not_lumped_together_with_its_neighbour() -> None:
    new = tuple(part for one in ZH for part in ([one, ("art_8_1", "第八条之一", "遇雾鸣钟。")] if one[0] == "art_8" else [one]))
    assert odd(aligned(zh=new)) == [("art_8_1", "")]
    assert sorted(odd(aligned(zh=without(new, "art_9")))) == [("", "art_9"), ("art_8_1", "")]
    english = ("art_8_1", "Article 8-1", "The bell rings in fog.")
    added = tuple(part for one in EN for part in ([one, english] if one[0] == "art_8" else [one]))
    assert odd(aligned(en=added)) == [("", "art_8_1")]


def test_equal_numbers_outweigh_a_weak_merge() -> None:
    zh = (("art_1", "第一条", "示范。"), ("art_2", "第二条", "依照第一条办理。"))
    found = aligned(zh, (("art_2", "Article 2", "Article 1 of these Rules applies."),))
    assert joins(found.passages) == [("art_1", ""), ("art_2", "art_2")]


def test_three_short_articles_meet_one_by_one() -> None:
    zh = (("art_1", "第一条", "示范。"), ("art_2", "第二条", "公开。"), ("art_3", "第三条", "施行。"))
    en = (("art_1", "Article 1", "Set an example."), ("art_2", "Article 2", "Be open."), ("art_3", "Article 3", "In force now."))
    assert odd(aligned(zh, en)) == []


def test_paragraphs_of_one_number_are_not_lumped_where_each_fits_its_own() -> None:
    zh = [Segment("art_1", "第一条", "建造灯塔应当提交材料。"), Segment("art_1__para_2", "", "浮标不适用本办法。")]
    en = [Segment("art_1", "Article 1", "Materials are handed in."), Segment("art_1__para_2", "", "Buoys are excluded.")]
    scores = {((0, 1), (0, 1)): 0.4, ((0,), (0,)): 0.45, ((1,), (1,)): 0.41}
    parting = Parting((zh, en), lambda *sides: scores.get(sides, 0.0), {0: 0, 1: 1})
    assert [(one.zh, one.en) for one in parting.parted([Group((0, 1), (0, 1), 0.4)])] == [((0,), (0,)), ((1,), (1,))]
    scores[(1,), (1,)] = 0.1
    assert [(one.zh, one.en) for one in parting.parted([Group((0, 1), (0, 1), 0.4)])] == [((0, 1), (0, 1))]


def test_two_articles_that_one_translates_stay_together() -> None:
    both = changed(EN, "art_9", f"{EN[15][2]} {EN[16][2]}")
    assert odd(aligned(en=without(both, "art_10"))) == [("art_9 art_10", "art_9")]


def test_what_moved_meets_its_counterpart() -> None:
    moved = next(one for one in EN if one[0] == "art_11")
    found = aligned(en=(moved, *without(EN, "art_11")))
    assert odd(found) == []


def test_every_segment_is_in_one_passage_and_every_sentence_in_one_unit() -> None:
    found = aligned(en=without(EN, "art_1", "art_4__para_2"), zh=without(ZH, "art_9"))
    for language, rows in (("zh", without(ZH, "art_9")), ("en", without(EN, "art_1", "art_4__para_2"))):
        named = [one.segment for unit in found.passages for one in (unit.zh if language == "zh" else unit.en)]
        assert sorted(named) == sorted(one[0] for one in rows)
        side = Side(edition(language, rows))  # type: ignore[arg-type]
        sentences = [one for unit in found.sentences for one in (unit.zh if language == "zh" else unit.en)]
        assert sorted(map(repr, sentences)) == sorted(repr(one) for name in side.segments for one in side.sentences(name))


@given(st.sets(st.integers(0, len(ZH) - 1), max_size=6), st.sets(st.integers(0, len(EN) - 1), max_size=6))
def test_whatever_is_missing_no_text_is_lost(no_zh: set[int], no_en: set[int]) -> None:
    zh = tuple(one for n, one in enumerate(ZH) if n not in no_zh)
    en = tuple(one for n, one in enumerate(EN) if n not in no_en)
    found = aligned(zh, en)
    assert [one.segment for unit in found.passages for one in unit.zh] == [one[0] for one in zh]
    assert sorted(one.segment for unit in found.passages for one in unit.en) == sorted(one[0] for one in en)


def test_a_digest_beside_a_full_text_is_joined_by_id_and_no_translation() -> None:
    found = align_editions(edition("zh", ZH), edition("en", EN, "digest"), LEXICON)
    assert odd(found) == []
    assert {unit.score for unit in found.passages} == {0.0}
    assert found.sentences == ()


# --- corrections -------------------------------------------------------------------------------------------------------


def test_a_confirmed_pair_binds() -> None:
    found = aligned(ZH, EN, row("art_9 art_10", "art_9"), row("art_3", "-"))
    pairs = joins(found.passages)
    assert ("art_9 art_10", "art_9") in pairs
    assert ("art_3", "") in pairs
    assert ("", "art_3") in pairs
    assert next(unit for unit in found.passages if unit.id == "art_9").origin == "confirmed"


def test_a_confirmed_pair_of_sentences_binds() -> None:
    found = aligned(ZH, EN, row("art_2#1", "art_2#2"))
    [bound] = [unit for unit in found.sentences if unit.origin == "confirmed"]
    assert bound.zh_text.startswith("本办法所称灯塔")
    assert bound.en_text == "These Measures do not apply to buoys."


def test_a_pair_of_sentences_across_passages_joins_them() -> None:
    found = aligned(ZH, EN, row("art_7#2", "art_8#1"))
    assert ("art_7 art_8", "art_7 art_8") in joins(found.passages)
    assert any(unit.origin == "confirmed" for unit in found.sentences)


def test_corrections_that_bind_nothing_are_told() -> None:
    found = aligned(ZH, EN, row("art_99", "art_3"), row("art_5", "art_5"), row("art_5", "art_6"))
    assert "art_99 is not in the text" in messages(found)
    assert "art_5 is in an earlier row" in messages(found)
    assert ("art_5", "art_5") in joins(found.passages)


def test_of_many_rows_that_bind_nothing_the_first_are_told_and_the_others_counted() -> None:
    rows = [Correction((Place(f"art_{n}"),), (Place(f"art_{n}"),)) for n in range(100, 5100)]
    told = aligned(ZH, EN, *rows).problems
    assert len(told) == 8
    assert "art_107" in told[-1].message
    assert "4992 more rows" in told[-1].message


def test_rows_that_cross_bind_and_are_told_until_somebody_says_why() -> None:
    rows = [row("art_9", "art_11"), row("art_11", "art_9"), row("art_10", "art_10")]
    found = aligned(ZH, EN, *rows)
    assert odd(found) == [("art_9", "art_11"), ("art_11", "art_9")]
    assert messages(found).count("crosses other rows") == 2
    meant = [replace(one, note="moved in the translation") for one in rows[:2]]
    assert "crosses" not in messages(aligned(ZH, EN, *meant, rows[2]))


def test_sentences_that_cross_are_told() -> None:
    rows = [row("art_2#1", "art_2#2"), row("art_2#2", "art_2#1")]
    assert messages(aligned(ZH, EN, *rows)).count("crosses other rows") == 1


def test_a_correction_of_another_text_still_binds_and_says_so() -> None:
    zh, en = Side(edition("zh", ZH)), Side(edition("en", EN))
    made = with_fingerprints(row("art_9", "art_10"), zh, en)
    found = aligned(ZH, changed(EN, "art_10", "Visitors may climb the tower on Sundays."), made)
    assert ("art_9", "art_10") in joins(found.passages)
    assert "the English changed since" in messages(found)


# --- staleness ---------------------------------------------------------------------------------------------------------

NEW = "守塔人每日记录天气、能见度、风向和灯油用量。记录保存十年。"


def taken() -> tuple[Correction, ...]:
    zh, en = Side(edition("zh", ZH)), Side(edition("en", EN))
    return tuple(correction_of(unit, zh, en, "taken") for unit in aligned().passages)


def stale(alignment: Alignment) -> list[str]:
    return [unit.id for unit in alignment.passages if unit.stale]


def test_only_what_changed_is_stale() -> None:
    assert stale(aligned(ZH, EN, *taken())) == []
    found = aligned(changed(ZH, "art_7", NEW), EN, *taken())
    assert stale(found) == ["art_7"]
    assert {unit.stale for unit in found.sentences if unit.id.startswith("art_7")} == {True}


def test_a_translation_that_followed_is_not_stale() -> None:
    followed = changed(
        EN, "art_7", "The keeper records weather, visibility, wind and oil every day. Records are kept for ten years."
    )
    assert stale(aligned(changed(ZH, "art_7", NEW), followed, *taken())) == []


def test_a_confirmed_passage_is_not_stale_until_it_changes_again() -> None:
    source = changed(ZH, "art_7", NEW)
    zh, en = Side(edition("zh", source)), Side(edition("en", EN))
    confirmed = merged(taken(), [with_fingerprints(row("art_7", "art_7"), zh, en)], zh, en)
    assert len(confirmed) == len(taken())
    assert stale(aligned(source, EN, *confirmed)) == []
    assert stale(aligned(changed(source, "art_7", "守塔人每周记录一次。"), EN, *confirmed)) == ["art_7"]


def test_what_was_renumbered_is_not_stale() -> None:
    zh = (
        *ZH[:3],
        ("art_3", "第三条", "码头每晚十点关闭，渔民凭渔船证件进出，货车不得停靠。"),
        ("art_3_1", "第三条之一", ZH[3][2]),
        *ZH[4:],
    )
    found = aligned(zh, EN, *taken())
    assert stale(found) == []
    assert ("art_3_1", "art_3") in joins(found.passages)


def test_without_rows_the_whole_is_stale_or_nothing() -> None:
    assert stale(aligned(renders=edition("zh", ZH).sha256)) == []
    found = aligned(changed(ZH, "art_7", NEW), renders=edition("zh", ZH).sha256)
    assert len(stale(found)) == len(ZH)
    assert "all are stale" in messages(found)


def test_a_row_clears_its_own_passage_only() -> None:
    source = changed(ZH, "art_7", NEW)
    zh, en = Side(edition("zh", source)), Side(edition("en", EN))
    confirmed = with_fingerprints(row("art_9", "art_9"), zh, en)
    found = aligned(source, EN, confirmed, renders=edition("zh", ZH).sha256)
    assert stale(found) == [one[0] for one in ZH if one[0] != "art_9"]
    assert {unit.stale for unit in found.sentences if unit.id.startswith("art_9")} == {False}
    assert f"no row of alignment.tsv speaks of {len(ZH) - 1} of its passages" in messages(found)
    remembered = [one for one in taken() if one.zh != (Place("art_3"),)]
    assert stale(aligned(source, EN, *remembered, renders=edition("zh", ZH).sha256)) == ["art_3", "art_7"]


def test_a_row_for_a_sentence_does_not_clear_its_passage() -> None:
    renders = edition("zh", without(ZH, "art_1")).sha256
    found = aligned(ZH, EN, row("art_2#1", "art_2#1"), renders=renders)
    assert "art_2" in stale(found)
    assert [unit.stale for unit in found.sentences if unit.id.startswith("art_2@")] == [False, True]
    assert "art_2" not in stale(aligned(ZH, EN, row("art_2#1", "art_2#1"), row("art_2#2", "art_2#2"), renders=renders))


def test_rows_that_are_written_again_remember_the_new_texts() -> None:
    source, followed = changed(ZH, "art_7", NEW), changed(EN, "art_7", "The keeper records the wind. Records are kept.")
    zh, en = Side(edition("zh", source)), Side(edition("en", followed))
    again = merged(taken(), [], zh, en)
    assert all(not changed_sides(one, zh, en) for one in again)


# --- mismatches --------------------------------------------------------------------------------------------------------


def told(zh: Edition, en: Edition) -> list[Problem]:
    return list(align_editions(zh, en, LEXICON).problems)


def test_another_document_with_the_same_numbers_is_told() -> None:
    [problem] = told(edition("zh", ZH), edition("en", OTHER))
    assert problem.severity == "warning"
    assert "12 shared numbers" in problem.message


def test_half_a_translation_is_told() -> None:
    [problem] = told(edition("zh", ZH), edition("en", EN[:9]))
    assert "Chinese passages" in problem.message
    assert "whole" in problem.message


TRADITIONAL = [(name, label, text.translate(str.maketrans("灯应当记录规备", "燈應當記錄規備"))) for name, label, text in ZH]


def test_a_text_in_traditional_characters_meets_its_translation_as_well() -> None:
    found, expected = (align_editions(edition("zh", rows), edition("en", EN), LEXICON) for rows in (TRADITIONAL, ZH))
    assert joins(found.passages) == joins(expected.passages)
    assert [unit.score for unit in found.passages] == [unit.score for unit in expected.passages]
    assert "燈塔" in found.passages[1].zh_text


@pytest.mark.parametrize(
    ("zh", "en", "severity", "words"),
    [
        (edition("zh", EN), edition("en", ZH), "error", "swapped"),
        (edition("zh", ZH), edition("en", ZH), "error", "in Chinese, as the other one is"),
        (edition("zh", ZH), edition("en", [(row[0], row[1], "") for row in EN]), "error", "holds no text"),
        (edition("zh", TRADITIONAL), edition("en", EN), "note", "Traditional"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_told(zh: Edition, en: Edition, severity: str, words: str) -> None:
    [problem] = told(zh, en)
    assert (problem.severity, words in problem.message) == (severity, True)


# --- the file ----------------------------------------------------------------------------------------------------------

_PLACES = st.lists(st.builds(Place, st.sampled_from(["art_1", "art_8__para_2", "notice__para_1"])), unique=True, max_size=3)
_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), max_size=12).filter(lambda text: text != "-")
_SHAS = st.sampled_from(["", "0123456789ab", "ffffffffffff"])
_ROWS = st.builds(
    Correction, _PLACES.map(tuple), _PLACES.map(tuple), st.sampled_from(["confirmed", "taken"]), _SHAS, _SHAS, _WORDS,
    st.none() | st.dates(), _WORDS,
).filter(lambda one: bool(one.zh or one.en))  # fmt: skip


@given(st.lists(_ROWS, max_size=5))
def test_rows_come_back_as_they_were_written(rows: list[Correction]) -> None:
    problems: list[Problem] = []
    assert alignment_file.parse(alignment_file.write(rows), Path("alignment.tsv"), problems) == tuple(rows)
    assert problems == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("art_1\tart_1\tmaybe", "state is 'maybe'"),
        ("art_1\tArt 1\tconfirmed", "en has 'Art'"),
        ("-\t-\tconfirmed", "both sides are empty"),
        ("art_1#2\tart_1\tconfirmed", "not both"),
        ("art_1#0\t-\tconfirmed", "zh has 'art_1#0'"),
        ("art_1 art_1\t-\tconfirmed", "twice"),
        ("art_1\tart_1\tconfirmed\txyz", "zh_sha is 'xyz'"),
        ("art_1\tart_1\tconfirmed\t-\t-\tme\tyesterday", "date is 'yesterday'"),
        ("art_1\tart_1", "it has 2"),
    ],
)
def test_mistakes_name_file_and_line(line: str, words: str) -> None:
    problems: list[Problem] = []
    text = "\t".join(alignment_file.COLUMNS) + f"\n\nart_2\tart_2\tconfirmed\n{line}\n"
    assert len(alignment_file.parse(text, Path("x/alignment.tsv"), problems)) == 1
    [problem] = problems
    assert (problem.severity, problem.line, problem.path) == ("error", 4, Path("x/alignment.tsv"))
    assert words in problem.message


def test_a_file_without_its_heading_is_told() -> None:
    problems: list[Problem] = []
    assert alignment_file.parse("art_1\tart_1\tconfirmed\n", Path("alignment.tsv"), problems) == ()
    assert "name the columns" in problems[0].message


def test_headings_that_one_text_lacks_are_gaps_and_articles_keep_their_own_points() -> None:
    zh = edition(
        "zh",
        [
            ("chp_1", "第一章", "总则"),
            ("art_1", "第一条", "查阅市档案馆的档案，应当出示身份证件。"),
            ("chp_1__sec_1", "第一节", "一般规定"),
            ("art_2", "第二条", "下列档案不开放："),
            ("art_2__para_1__point_1", "（一）", "尚未整理的档案；"),
            ("art_2__para_1__point_2", "（二）", "纸张破损、正在修复的档案。"),
            ("art_3", "第三条", "复制档案的费用由市物价部门核定。"),
        ],
    )
    en = edition(
        "en",
        [
            ("art_1", "Article 1", "Whoever consults records of the City Archives shall show an identity document."),
            (
                "art_2",
                "Article 2",
                "Records not yet arranged, and records whose paper is damaged and which are being repaired, are not open.",
            ),
            ("art_3", "Article 3", "The fee for copying records is set by the municipal price department."),
        ],
    )
    passages = align_editions(zh, en, LEXICON).passages
    units = {tuple(one.segment for one in unit.zh): [one.segment for one in unit.en] for unit in passages}
    assert units[("chp_1",)] == units[("chp_1__sec_1",)] == []
    assert units[("art_2", "art_2__para_1__point_1", "art_2__para_1__point_2")] == ["art_2"]
    assert units[("art_1",)] == ["art_1"]
    assert units[("art_3",)] == ["art_3"]
