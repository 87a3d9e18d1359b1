"""Fixtures that all tests share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from archive.model import Bilingual, Document, Edition, Relation, Segment, Source
from archive.store import Collection

REPOSITORY = Path(__file__).parent.parent
SOURCES = REPOSITORY.parent / "shared" / "sources"

# a loaded machine is no failure; the same examples on every run, so that a red run can be repeated
settings.register_profile("duizhao", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("duizhao")

SMALL = Document(
    id="example-2024-7",
    title=Bilingual("示范市档案查阅规则", "Rules of Example City on the Consultation of Archives"),
    number="示档发〔2024〕7号",
    issuers=(Bilingual("示范市档案局", "Example City Archives Bureau"),),
    type="规则",
    level="municipal",
    region="示范市",
    issued=date(2024, 3, 1),
    effective=date(2024, 4, 1),
    status="in force",
    topics=("ethics-review",),
    abstract=Bilingual("规定谁可以查阅市档案馆的档案。", "Who may consult the city's archives."),
    relations=(Relation("based on", title="中华人民共和国档案法"),),
    source=Source("示范市政府公报 2024年第3期", "示范市人民政府"),
    added=date(2024, 5, 6),
    editions=(
        Edition(
            "zh",
            "official",
            (
                Segment("chp_1", "第一章", "总则"),
                Segment("art_1", "第一条", "本规则规范公众查阅档案的程序。"),
                Segment("art_2", "第二条", "申请人提交："),
                Segment("art_2__para_1__point_1", "（一）", "身份证明；"),
                Segment("art_2__para_1__point_2", "（二）", "查阅目的说明。"),
                Segment("art_2__para_2", "", "档案馆在5个工作日内答复。"),
            ),
        ),
        Edition(
            "en",
            "translation",
            (
                Segment("chp_1", "Chapter I", "General Provisions"),
                Segment("art_1", "Article 1", "These Rules govern public consultation of archives."),
                Segment("art_2", "Article 2", "An applicant submits:"),
                Segment("art_2__para_1__point_1", "(1)", "proof of identity;"),
                Segment("art_2__para_1__point_2", "(2)", "a statement of the purpose of consultation."),
                Segment("art_2__para_2", "", "The archives reply within 5 working days."),
            ),
            by="Example City Archives Bureau",
        ),
    ),
)


@pytest.fixture(scope="session", autouse=True)
def _without_vectors() -> Iterator[None]:
    """Sentence vectors of every passage take seconds; tests of them make their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARCHIVE_VECTORS", "0")
        yield


@pytest.fixture(scope="session")
def shipped() -> Collection:
    """The documents of this repository; for reading only."""
    return Collection(REPOSITORY / "documents")


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    """An empty collection of the test's own."""
    root = tmp_path / "documents"
    root.mkdir()
    return Collection(root)


@pytest.fixture
def write_small(collection: Collection) -> Callable[..., Document]:
    """Writes a small bilingual document into ``collection``, with any of its fields changed, and returns it."""

    def write(**changes: Any) -> Document:
        document = replace(SMALL, **changes)
        collection.write(document)
        return document

    return write


@pytest.fixture
def hand_in(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a text to a file outside the collection, as somebody would hand it in."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return write


@pytest.fixture(scope="session")
def sources() -> Path:
    """The five real source files; they lie beside the repository and are not part of it."""
    if not SOURCES.is_dir():
        pytest.skip(f"the source files are not on this machine ({SOURCES})")
    return SOURCES
