"""The shipped digests against the texts they digest, where those are: no passage, figure or cited work is lost, none copied."""

from __future__ import annotations

import re
from collections.abc import ItemsView
from pathlib import Path

import pytest

from archive.intake.inspection import inspect
from archive.model import Citation, Document, Edition
from archive.parsing.facts.cited_works import cited_works
from archive.relations import title_key
from archive.store import Collection
from archive.text.quantities import find_quantities, shown
from archive.text.segment_ids import AROUND
from archive.text.sentences import count_han

DIGESTS = {
    **{f"nhc-2024-{serial}": "003_e5ceca2348398117.txt" for serial in (5, 6, 11, 12, 13, 14, 15, 16, 18, 19)},
    "hebei-2024-33": "002_cb6b30891a69265d.txt",
    "xinjiang-transplant-hospitals-2024-2030": "000_fbd2c0b12bf2214f.txt",
}
_TITLES = re.compile(r"《[^》]*》")
_SENTENCE = re.compile(r"[^。；：！？]+")
_LONGEST_COPY = 28
"""Chinese characters; what is longer and the same is a name or a list of names."""


@pytest.fixture(scope="module", params=DIGESTS)
def pair(request: pytest.FixtureRequest, sources: Path, shipped: Collection) -> tuple[Document, Edition, Edition]:
    """A shipped document, its Chinese digest, and the text that it digests."""
    document = shipped.load(request.param)
    digest = document.edition("zh.digest")
    found = inspect([sources / DIGESTS[request.param]]).documents
    key = title_key(document.title.zh or "")
    [text] = [
        one.edition
        for one in found
        if (document.number and one.document.number == document.number)
        or (not document.number and title_key(one.document.title.zh or "") == key)
    ]
    assert digest is not None
    return document, digest, text


def core(edition: Edition) -> list[str]:
    """The segments that carry the text, in order: not what stands around it, nor an address of a web page."""
    return [s.id for s in edition.segments if s.id.rpartition("__")[2] not in AROUND and not re.fullmatch(r"[a-z.]+", s.text)]


def cited(edition: Edition, document: Document) -> ItemsView[str, list[Citation]]:
    return cited_works(edition.segments, document.title.zh or "").items()


def test_every_passage_has_its_digest(pair: tuple[Document, Edition, Edition]) -> None:
    _, digest, text = pair
    missing = [segment_id for segment_id in core(text) if digest.segment(segment_id) is None]
    assert missing == []
    order = {segment_id: place for place, segment_id in enumerate(core(text))}
    ours = [segment.id for segment in digest.segments]
    assert set(ours) <= set(order)
    assert ours == sorted(ours, key=order.__getitem__)


def test_no_figure_is_lost_or_added(pair: tuple[Document, Edition, Edition]) -> None:
    _, digest, text = pair
    for segment in digest.segments:
        source = text.segment(segment.id)
        assert source is not None
        ours, theirs = ({q.value for q in find_quantities(t, "zh") if q.firm} for t in (segment.text, source.text))
        loose = {q.value for q in find_quantities(segment.text, "zh")}, {q.value for q in find_quantities(source.text, "zh")}
        assert [shown(value) for value in theirs - loose[0]] == [], segment.id
        if segment.id not in ("para_1", "notice__para_1"):  # where a digest counts the issuers that the text lists
            assert [shown(value) for value in ours - loose[1]] == [], segment.id


def test_no_cited_work_is_lost(pair: tuple[Document, Edition, Edition]) -> None:
    document, digest, text = pair
    ours, theirs = (
        {(title_key(title), citation.segment) for title, found in cited(e, document) for citation in found}
        for e in (digest, text)
    )
    assert theirs - ours == set()


def test_no_sentence_is_copied(pair: tuple[Document, Edition, Edition]) -> None:
    _, digest, text = pair
    source = "".join(re.sub(r"\s", "", _TITLES.sub("", segment.text)) for segment in text.segments)
    for segment in digest.segments:
        for sentence in _SENTENCE.findall(re.sub(r"\s", "", _TITLES.sub("", segment.text))):
            copied = count_han(sentence) > _LONGEST_COPY and sentence in source
            assert not copied, f"{segment.id}: {sentence}"
