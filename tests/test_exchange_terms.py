"""Term bases of other programs (TBX of either edition, any dialect)."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import etree

from archive.errors import Problem, UnreadableFile
from archive.exchange.facts import Facts, ReadLimits
from archive.exchange.formats import TERM_FORMATS, read_terms
from archive.exchange.tbx import read
from archive.model import Term

ISO = "{urn:iso:std:iso:30042:ed-2}"
TERMS = [
    Term("器官", "organ", source="law"),
    Term("器官", "viscera", "deprecated", "of animals"),
    Term("捐献", "donation", "admitted"),
]


def martif(*entries: str) -> bytes:
    return f'<martif type="TBX-Default" xml:lang="en"><text><body>\n{chr(10).join(entries)}\n</body></text></martif>'.encode()


def entry(zh: str, en: str, about: str = "", codes: tuple[str, str] = ("zh", "en"), whole: str = "") -> str:
    return (
        f'<termEntry>{whole}<langSet xml:lang="{codes[0]}"><tig><term>{zh}</term></tig></langSet>'
        f'<langSet xml:lang="{codes[1]}"><ntig><termGrp><term>{en}</term>{about}</termGrp></ntig></langSet></termEntry>'
    )


def terms(data: bytes) -> tuple[list[Term], str]:
    problems: list[Problem] = []
    return list(read(io.BytesIO(data), Path("base.tbx"), problems, ReadLimits())), "\n".join(map(str, problems))


def test_a_concept_holds_all_renderings_of_a_term() -> None:
    root = etree.fromstring(b"".join(TERM_FORMATS["tbx"].pieces(TERMS, Facts(title="Terms of transplants"))))
    assert root.tag == f"{ISO}tbx"
    assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")
    entries = list(root.iter(f"{ISO}conceptEntry"))
    assert [len(list(one.iter(f"{ISO}termSec"))) for one in entries] == [3, 2]
    notes = [note.text for note in root.iter(f"{ISO}termNote")]
    assert notes == ["preferredTerm-admn-sts", "deprecatedTerm-admn-sts", "admittedTerm-admn-sts"]
    order = [etree.QName(child).localname for child in entries[0][1][0]]
    assert order == ["term", "termNote", "admin"]  # the order that the core structure asks for
    assert root.findtext(f".//{ISO}title") == "Terms of transplants"


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("preferredTerm-admn-sts", "preferred"),
        ("admitted", "admitted"),
        ("supersededTerm-admn-sts", "deprecated"),
        ("deprecatedTerm", "deprecated"),
    ],
)
def test_statuses(value: str, status: str) -> None:
    found, told = terms(martif(entry("甲", "a", f'<termNote type="administrativeStatus">{value}</termNote>')))
    assert [term.status for term in found] == [status]
    assert told == ""


def test_a_status_that_is_not_known_is_told() -> None:
    found, told = terms(martif(entry("甲", "a", '<termNote type="administrativeStatus">legal</termNote>')))
    assert found[0].status == "admitted"
    assert "base.tbx:2: note: terms with a status that is not known here were taken as admitted: 1 ('legal')" in told


def test_notes_and_sources_of_term_and_concept() -> None:
    whole = '<note>of law</note><adminGrp><admin type="source">B</admin></adminGrp>'
    about = '<admin type="source">A</admin><admin type="project">x</admin>'
    found, _ = terms(martif(entry("甲", "a <hi>b</hi>", "", whole=whole).replace("</tig>", about + "</tig>")))
    assert found == [Term("甲", "a b", "preferred", "of law", "A\nB")]


def test_every_pair_of_an_entry() -> None:
    data = entry("甲", "a").replace("</tig>", "</tig><tig><term>乙</term></tig>")
    assert [(term.zh, term.en) for term in terms(martif(data))[0]] == [("甲", "a"), ("乙", "a")]


def test_other_languages() -> None:
    third = '<langSet xml:lang="fr"><tig><term>c</term></tig></langSet></termEntry>'
    found, told = terms(martif(entry("甲", "a").replace("</termEntry>", third), entry("乙", "b", codes=("ja", "en"))))
    assert [term.zh for term in found] == ["甲"]
    assert "texts in other languages were left out: 2 ('fr', 'ja')" in told
    assert "entries were left out that have no term in one of the two languages: 1" in told
    with pytest.raises(UnreadableFile, match="its languages are 'ja'"):
        terms(martif(entry("乙", "b", codes=("ja", "en"))))


def test_entities_and_other_files_are_refused(tmp_path: Path) -> None:
    hostile = b'<!DOCTYPE martif [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + martif(entry("&x;", "a"))
    with pytest.raises(UnreadableFile, match="declares entities"):
        terms(hostile)
    path = tmp_path / "base.tbx"
    path.write_text("<tmx/>")
    with pytest.raises(UnreadableFile, match="root element is <tmx>"):
        list(read_terms(path, []))
