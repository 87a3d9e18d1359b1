"""``archive terms``: the term base, and its reports."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.cli.main import main
from archive.model import Document, Edition, Segment, Term
from archive.store import Collection
from tests.conftest import SMALL

TERMS = (
    Term("档案", "record", "preferred"),
    Term("档案", "file", "deprecated"),
    Term("申请人", "applicant"),
)
ZH = (
    "公众查阅的档案。",
    "申请人查阅档案。",
    "流动借阅点开放。",
    "流动借阅点每周开放。",
    "馆长管理流动借阅点。",
    "设有流动借阅点。",
)
EN = (
    "Records that the public consults.", "Applicants consult a file.", "The mobile lending point opens.",
    "The mobile lending point opens weekly.", "The director manages mobile lending points.", "There is a mobile lending point.",
)  # fmt: skip


@pytest.fixture
def filled(collection: Collection) -> Collection:
    def edition(language: str, texts: tuple[str, ...]) -> Edition:
        segments = tuple(Segment(f"art_{number}", "", text) for number, text in enumerate(texts, 1))
        return Edition(language, "official" if language == "zh" else "translation", segments)  # type: ignore[arg-type]

    document: Document = replace(SMALL, editions=(edition("zh", ZH), edition("en", EN)))
    collection.write(document)
    collection.write_terms(TERMS)
    return collection


def run(collection: Collection, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--collection", str(collection.root), "terms", *arguments])


def test_the_list_is_as_it_was(filled: Collection) -> None:
    assert json.loads(run(filled, "档案", "--json").stdout) == [
        {"zh": "档案", "en": "record", "status": "preferred", "note": "", "source": ""},
        {"zh": "档案", "en": "file", "status": "deprecated", "note": "", "source": ""},
    ]
    assert run(filled, "applicant").stdout.split() == ["申请人", "applicant", "preferred", "-"]
    assert "no term has 'zzz'" in run(filled, "zzz").stderr
    assert run(filled, "--locate").exit_code == 0
    assert filled.terms()[0].source == "example-2024-7"


def test_consistency_as_table_json_and_csv(filled: Collection) -> None:
    done = run(filled, "--consistency")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0] == "档案  2"
    assert "deprecated  example-2024-7#art_2" in done.stdout
    (records,) = json.loads(run(filled, "--consistency", "档案", "--json").stdout)["terms"]
    assert {one["en"]: (one["standing"], one["count"]) for one in records["renderings"]} == {
        "record": ("preferred", 1),
        "file": ("deprecated", 1),
    }
    rows = list(csv.DictReader(io.StringIO(run(filled, "--consistency", "--csv").stdout.removeprefix("\ufeff"))))
    assert [(row["zh"], row["rendering"], row["standing"]) for row in rows][-1] == ("申请人", "applicant", "preferred")
    assert "no term that has 'zzz'" in run(filled, "--consistency", "zzz").stderr


def test_candidates_as_lines_for_the_term_base(filled: Collection) -> None:
    done = run(filled, "--candidates", "--tsv")
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert [line[0] for line in lines] == ["流动借阅点"]
    assert lines[0][1].lower().startswith("mobile lending point")
    assert lines[0][2:] == ["admitted", "proposed", "example-2024-7"]
    assert "1 line to look through" in done.stderr
    filled.write_terms([*TERMS, Term(lines[0][0], lines[0][1])])
    assert "that the term base lacks" in run(filled, "--candidates").stderr


def test_candidates_as_json_and_csv(filled: Collection) -> None:
    (one,) = json.loads(run(filled, "--candidates", "--json").stdout)["candidates"]
    assert (one["zh"], one["count"], one["documents"]) == ("流动借阅点", 4, ["example-2024-7"])
    assert one["example"]["zh"][one["example"]["start"] : one["example"]["end"]] == "流动借阅点"
    assert run(filled, "--candidates", "--csv").stdout.startswith("\ufeffzh,en,language,score")


def test_known_terms_of_a_file_in_both_directions(filled: Collection, hand_in: Callable[[str, str], Path]) -> None:
    chinese = hand_in("a.txt", "申請人提出申请。\n\n查阅档案、档案。\n")
    terms = json.loads(run(filled, "--in", str(chinese), "--json").stdout)["terms"]
    assert [(one["text"], one["count"], one["lines"]) for one in terms] == [("档案", 2, [3]), ("申请人", 1, [1])]
    assert terms[0]["translations"][0] == {"text": "record", "status": "preferred", "note": ""}
    english = hand_in("b.txt", "Every applicant reads the files.\n")
    assert "档案 (a deprecated rendering)" in run(filled, "--in", str(english)).stdout
    rows = list(csv.DictReader(io.StringIO(run(filled, "--in", str(english), "--csv").stdout.removeprefix("\ufeff"))))
    assert [(row["term"], row["language"], row["translation"], row["lines"]) for row in rows] == [
        ("applicant", "en", "申请人", "1"),
        ("file", "en", "档案", "1"),
    ]
    assert "has no term" in run(filled, "--in", str(hand_in("c.txt", "无关。\n"))).stderr


def test_terms_of_a_file_as_they_come_and_what_the_term_base_lacks(
    filled: Collection, hand_in: Callable[[str, str], Path]
) -> None:
    text = "申请人到流动借阅点。\n\n档案在流动借阅点，档案在。\n\n流动借阅点开放。\n"
    data = json.loads(run(filled, "--in", str(hand_in("d.txt", text)), "--order", "place", "--json").stdout)
    assert [one["text"] for one in data["terms"]] == ["申请人", "档案"]
    assert [(one["text"], one["count"], one["lines"], one["deprecated"]) for one in data["unlisted"]] == [
        ("流动借阅点", 3, [1, 3, 5], False)
    ]
    table = run(filled, "--in", str(hand_in("e.txt", text))).stdout
    assert table.index("档案") < table.index("申请人") < table.index("not in the term base") < table.index("流动借阅点")
    rows = csv.DictReader(io.StringIO(run(filled, "--in", str(hand_in("f.txt", text)), "--csv").stdout.removeprefix("\ufeff")))
    assert [(row["term"], row["status"]) for row in rows][-1] == ("流动借阅点", "unlisted")


def test_a_file_that_cannot_be_read_is_named(filled: Collection, tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\0")
    done = run(filled, "--in", str(picture))
    assert done.exit_code == 1
    assert "a.png" in done.stderr
    assert run(filled, "--in", str(tmp_path / "none.txt")).exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("--locate", "--candidates"),
        ("档案", "--candidates"),
        ("--candidates", "--json", "--csv"),
        ("--tsv",),
        ("--order", "place"),
        ("--csv",),
        ("--consistency", "--in", __file__),
    ],
)
def test_options_that_do_not_go_together_are_refused(filled: Collection, arguments: tuple[str, ...]) -> None:
    done = run(filled, *arguments)
    assert done.exit_code == 2
    assert "Error:" in done.stderr
