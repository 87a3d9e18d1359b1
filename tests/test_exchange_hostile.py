"""Files of units that are damaged or made to do harm, and places to write to that are no files."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.cli import main
from archive.errors import Problem, UnreadableFile
from archive.exchange import formats
from archive.exchange.facts import Facts
from archive.exchange.units import ExchangedUnit
from archive.store import Collection
from tests.aligned_fixtures import ALIGNED

UNITS = [
    ExchangedUnit("第一条 甲\n乙", 'Article 1\t"b"', "demo-1", "art_1", score=0.5, zh_segments=("art_1",), state="confirmed"),
    ExchangedUnit("", "gap", properties={"title": "=1"}),
    ExchangedUnit("甲_x0000_", "&<>]]>", level="sentence"),
]
TMX = (
    '<?xml version="1.0"?>{0}<tmx version="1.4"><header/><body>\n<tu><tuv xml:lang="zh"><seg>{1}</seg></tuv>'
    '<tuv xml:lang="en"><seg>Reply.</seg></tuv></tu></body></tmx>'
)


_PIECES = (b"", b"\xff", b"\0", b"<", b'"', b"\n", b",", b"}")


def _read(path: Path, content: bytes | str) -> tuple[list[ExchangedUnit], list[Problem]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    problems: list[Problem] = []
    return list(formats.read(path, problems)), problems


@pytest.mark.parametrize("name", sorted(formats.FORMATS))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)  # noqa: S311
    whole = b"".join(formats.FORMATS[name].pieces(UNITS, Facts()))
    path = tmp_path / f"damaged{formats.FORMATS[name].suffixes[0]}"
    outcomes = set()
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 2, 5))):
            place = chance.randrange(len(damaged))
            damaged[place : place + chance.choice((0, 1, 9))] = chance.choice(
                (b"", b"\xff", b"\0", b"<", b'"', b"\n", b",", b"}")
            )
        try:
            units, _ = _read(path, bytes(damaged))
            assert all(unit.score is None or 0 <= unit.score <= 1 for unit in units)
            outcomes.add("read")
        except UnreadableFile:
            outcomes.add("refused")
    assert "refused" in outcomes


def test_json_nested_too_deep_for_a_unit_is_left_out(tmp_path: Path) -> None:
    deep = '{"zh":"甲","en":"b","properties":' + '{"a":' * 900 + "1" + "}" * 900 + "}\n"
    units, problems = _read(tmp_path / "deep.jsonl", deep + '{"zh":"乙","en":"c"}\n')
    assert [unit.zh for unit in units][-1] == "乙"
    assert len(units) == 2 or [problem.line for problem in problems] == [1]


def test_an_entity_that_nothing_declares_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="nbsp") as raised:
        _read(tmp_path / "a.tmx", TMX.format("", "答复&nbsp;。"))
    assert raised.value.problem.line == 2


@pytest.mark.parametrize(
    "inside",
    [
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;',
        '<!ENTITY a "' + "a" * 50_000 + '">',
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">',
    ],
)
def test_a_dtd_with_entities_is_refused(tmp_path: Path, inside: str) -> None:
    with pytest.raises(UnreadableFile):
        _read(tmp_path / "a.tmx", TMX.format(f"<!DOCTYPE tmx [{inside}]>", "答复&x;。"))


@pytest.mark.parametrize(
    "content",
    [b"\xef\xbb\xbfzh,en\n\xb2\xb2x,y\n", b"zh\n\xe7\xad\x94,b\n\xe9\x97\xae,c\n"],
    ids=["not what its mark says", "heading shorter than the rows"],
)
def test_a_table_that_cannot_be_told_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableFile) as raised:
        _read(tmp_path / "a.csv", content)
    assert raised.value.problem.path == tmp_path / "a.csv"


@pytest.mark.parametrize("score", ["nan", "inf", "-0.5", "7", "-1e999"])
def test_a_score_outside_of_0_to_1_is_left_out_and_told(tmp_path: Path, score: str) -> None:
    units, problems = _read(tmp_path / "a.csv", f"zh,en,document,unit,score\n答复。,Reply.,x,u,{score}\n")
    assert units[0].score is None
    assert any("0 to 1" in problem.message for problem in problems)


def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no FIFOs here")
    os.mkfifo(tmp_path / "fifo.tmx")
    with pytest.raises(UnreadableFile, match="ordinary"):
        list(formats.read(tmp_path / "fifo.tmx", []))


def _export(folder: Path, out: Path, *options: str) -> tuple[int, str]:
    collection = Collection(folder / "documents")
    if not collection.ids():
        collection.write(ALIGNED)
    arguments = ["--collection", str(collection.root), "export", ALIGNED.id, "--format", "csv", "--out", str(out), *options]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    return result.exit_code, result.output


def test_a_device_or_pipe_is_never_written_over(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no FIFOs here")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    status, said = _export(tmp_path, pipe, "--force")
    assert (status, pipe.is_fifo()) == (1, True)
    assert "no ordinary file" in said


def test_a_link_stays_a_link_and_what_it_names_is_written(tmp_path: Path) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_text("old")
    link.symlink_to(target)
    assert _export(tmp_path, link)[0] == 1
    assert target.read_text() == "old"
    assert _export(tmp_path, link, "--force")[0] == 0
    assert link.is_symlink()
    assert "art_1" in target.read_text(encoding="utf-8")


def test_half_a_line_of_json_is_told(tmp_path: Path) -> None:
    units, problems = _read(tmp_path / "a.jsonl", json.dumps({"zh": "甲", "en": "a"}) + '\n{"zh": "乙", "en"')
    assert [unit.zh for unit in units] == ["甲"]
    assert [problem.line for problem in problems] == [2]
