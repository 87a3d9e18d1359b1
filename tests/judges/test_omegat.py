"""OmegaT translates from our memory and reads our term base; we read the memory that it writes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from archive.exchange.formats import FORMATS, TERM_FORMATS, read
from archive.exchange.units import ExchangedUnit
from archive.model import Term
from tests.judges.schemas import OMEGAT

JAVA = shutil.which("java")
JGIT = "/usr/share/java/org.eclipse.jgit.jar"
pytestmark = pytest.mark.skipif(not (JAVA and OMEGAT.is_file()), reason="OmegaT or Java is not installed (Debian: omegat)")
PROJECT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>ZH-CN</source_lang><target_lang>EN-US</target_lang><sentence_seg>false</sentence_seg>
</project></omegat>"""
UNITS = [
    ExchangedUnit("第八条　医疗机构应当报告。", "Article 8 A medical institution shall report.", "d", "art_8"),
    ExchangedUnit("“甲”<乙>&丙。", '"A" <B> & C.', "d", "art_9", note="n", score=0.5, state="computed"),
]
TERMS = [Term("医疗机构", "medical institution", "preferred", "as in the law"), Term("医疗机构", "medical body", "deprecated")]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose memory, glossary and source are ours, translated by OmegaT."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(PROJECT)
    with (folder / "tm/auto/ours.tmx").open("wb") as out:
        FORMATS["tmx"].write(UNITS, out)
    with (folder / "glossary/ours.tbx").open("wb") as out:
        TERM_FORMATS["tbx-2008"].write(TERMS, out)
    (folder / "source/a.txt").write_text("\n\n".join([*(unit.zh for unit in UNITS), "没有译文。"]) + "\n", encoding="utf-8")
    done = run(folder, "-jar", str(OMEGAT), str(folder), "--mode=console-translate")
    assert "Finished" in done, done[-3000:]
    return folder


def run(home: Path, *arguments: str) -> str:
    """What a Java program prints; it keeps its settings in a folder of its own."""
    command = [JAVA or "java", f"-Duser.home={home}", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", timeout=300, check=False)
    return done.stdout + done.stderr


def test_a_text_is_translated_from_our_memory(project: Path) -> None:
    translated = (project / "target/a.txt").read_text(encoding="utf-8")
    assert translated.split("\n\n") == [*(unit.en for unit in UNITS), "没有译文。\n"]


def test_the_memory_that_omegat_writes_is_read(project: Path) -> None:
    found = list(read(next(project.glob("*-omegat.tmx")), []))
    assert {(unit.zh, unit.en) for unit in found} >= {(unit.zh, unit.en) for unit in UNITS}


def test_our_terms_are_read(project: Path) -> None:
    if not shutil.which("javac"):
        pytest.skip("asking OmegaT for its glossary needs a JDK")
    program = Path(__file__).with_name("Glossary.java")
    said = run(project, "-cp", f"{OMEGAT}:{JGIT}", str(program), str(project), str(project / "glossary/ours.tbx"))
    entries = [line.split("\t") for line in said.splitlines() if line.startswith("entry\t")]
    assert {(entry[1], entry[2]) for entry in entries} >= {(term.zh, term.en) for term in TERMS}, said[-3000:]
    assert any("as in the law" in entry[3] for entry in entries)
