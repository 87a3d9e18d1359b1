"""Measuring a case: what was recognised in its file against what is right about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from archive.errors import ArchiveError, Problem
from archive.intake.inspection import Inspection, inspect
from archive.model import LEVELS_BY_COMPONENT, Document
from archive.parsing import Recognised
from archive.text.sentences import ends_a_sentence
from tests.quality.builders import files_of
from tests.quality.cases import Case, ExpectedDocument, citation
from tests.quality.matching import comparable, expected_text, letters, match, text_of
from tests.quality.tallies import Miss, Score
from tests.quality.warned import expected_kinds, kinds

_RUNNING = frozenset({"article", "paragraph", "point", "indent"})
_PASSAGES = _RUNNING | {"section", "table"}
_HEADINGS = frozenset({"part", "chapter", "heading", "annex"})
_BASIS = {"implements": "based on"}
_BEGINS_INSIDE = re.compile(r"[，。；：、）》”]")


def measure(case: Case, folder: Path) -> Score:
    """The score of one case; its file is built into ``folder`` where it has none."""
    return measure_files(case, files_of(case, folder))


def measure_files(case: Case, files: Sequence[Path]) -> Score:
    """The score of the documents in these files; one that cannot be read has missed all its documents."""
    score = Score()
    try:
        inspection = inspect(files)
    except Exception as error:  # a reader that breaks off is a finding; the other cases still count
        told = str(error) if isinstance(error, ArchiveError) else repr(error)
        score.one(case.name, "errors", [case.error], case.error if case.error and case.error in told else told)
        score["documents"].missed += len(case.documents) if case.error is None else 0
        return score
    if case.error is None:
        compare(case, inspection, score)
    else:
        score.one(case.name, "errors", [case.error], None)
    return score


def compare(case: Case, inspection: Inspection, score: Score) -> None:
    """Add to a score what an inspection got right and wrong."""
    pairs, missed, excess = match(case.documents, inspection.documents)
    score["documents"].right += len(pairs)
    score.many(case.name, "documents", [d.title for d in missed], [d.document.title.best() for d in excess])
    for expected, found in pairs:
        _facts(case, expected, found.document, score)
        if expected.passages:
            _structure(case, expected, found, score)
        _links(case, expected, found, score)
    _cleanliness(case, pairs, inspection.documents, score)
    problems = [*inspection.problems, *(p for d in inspection.documents for p in d.problems)]
    _warnings(case, problems, score)


def _facts(case: Case, expected: ExpectedDocument, found: Document, score: Score) -> None:
    for name, right in expected.facts.items():
        value = getattr(found, name)
        if name == "title":
            score.one(case.name, name, [comparable(title) for title in right], comparable(value.zh or value.en or ""))
        elif name == "issuers":
            score.one(case.name, name, right, [issuer.zh or issuer.en for issuer in value])
        else:
            score.one(case.name, name, right, None if value is None else str(value))


def _structure(case: Case, expected: ExpectedDocument, found: Recognised, score: Score) -> None:
    segments = [segment for edition in found.document.editions[:1] for segment in edition.segments]
    if expected.articles is not None:
        articles = sum(segment.id.rpartition("__")[2].startswith("art_") for segment in segments)
        score.one(case.name, "article count", [expected.articles], articles)
    free = {comparable(text) for text in case.whole}  # said to be somewhere, wherever that is
    wanted = [(p.id, p.label, comparable(p.text)) for p in expected.passages if not p.id.startswith(case.ignored)]
    held = [(s.id, s.label, comparable(s.text)) for s in segments if not s.id.startswith(case.ignored)]
    held = [passage for passage in held if passage[2] not in free]
    for name, levels in (("passages", _PASSAGES), ("headings", _HEADINGS), ("around", {"notice"})):
        score.many(case.name, name, [p for p in wanted if level(p[0]) in levels], [p for p in held if level(p[0]) in levels])


def level(segment_id: str) -> str:
    """The level an id says; ``notice`` for what stands around the text."""
    return LEVELS_BY_COMPONENT.get(segment_id.rpartition("__")[2].partition("_")[0], "notice")


def _links(case: Case, expected: ExpectedDocument, found: Recognised, score: Score) -> None:
    for kind, wanted in expected.relations.items():
        name = kind.replace("_", " ")
        held = [(name, r.title, r.number) for r in found.document.relations if _BASIS.get(r.kind, r.kind) == name]
        score.many(case.name, "relations", [(name, *pair) for pair in wanted], held)
    if expected.citations is None:
        return
    score.many(case.name, "citations", expected.citations, {c for c in _cited(found) if _counts(c, expected)})


def _cited(found: Recognised) -> Iterator[tuple[object, ...]]:
    for c in found.citations:
        number = f"{c.article}-{c.inserted}" if c.inserted else c.article
        others = {"part": c.part, "chapter": c.chapter, "section": c.section, "annex": c.annex}
        named = {name: part for name, part in others.items() if part is not None}
        yield citation(c.segment, c.title, number, c.paragraph, c.point, c.indent, named)


def _counts(cited: tuple[object, ...], expected: ExpectedDocument) -> bool:
    """Titles, lists and signatures are no citing passages, nor does a notice cite what it issues."""
    segment, title = str(cited[0]), cited[1]
    around = level(segment) == "notice"
    return not around and segment not in expected.ignored and not (segment.startswith("notice__") and title == expected.title)


def _cleanliness(
    case: Case, pairs: Sequence[tuple[ExpectedDocument, Recognised]], found: Sequence[Recognised], score: Score
) -> None:
    texts = [comparable(text_of(document)) for document in found]
    for piece in case.furniture:
        _count(score, case, "furniture", piece, sum(text.count(comparable(piece)) for text in texts))
    for sentence in case.whole:
        _count(score, case, "broken sentences", sentence, int(not any(comparable(sentence) in text for text in texts)))
    for expected, document in pairs:
        right = {comparable(p.text) for p in expected.passages}
        for s in document.edition.segments if expected.passages else ():
            broken = level(s.id) in _RUNNING and (_BEGINS_INSIDE.match(s.text) or not _is_closed(s.text))
            if broken and comparable(s.text) not in right and not s.id.startswith(case.ignored):
                _count(score, case, "broken sentences", f"{s.id} {s.text}", 1)
        wanted, held = letters(expected_text(expected)), letters(text_of(document))
        if expected.passages:
            score["text"].right += (wanted & held).total()
            score["text"].missed += (wanted - held).total()
            score["text"].false += (held - wanted).total()


def _is_closed(text: str) -> bool:
    return ends_a_sentence(text) or text.endswith("|")


def _count(score: Score, case: Case, name: str, text: str, times: int) -> None:
    score[name].false += times
    if times:
        score.misses.append(Miss(case.name, name, "—", text))


def _warnings(case: Case, problems: Sequence[Problem], score: Score) -> None:
    """Expected warnings that came, those that did not, and those that nothing called for (each kind counts once a file)."""
    allowed = expected_kinds(case)
    held = {kind for problem in problems for kind in kinds(problem)}
    score.many(case.name, "warnings", case.warnings, (held - allowed) | (held & case.warnings))
