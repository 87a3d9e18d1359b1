"""``alignment.tsv``, and translations that their source left behind or that do not fit it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.alignment.editions.binding import findings
from archive.alignment.editions.corrections import Correction, in_order
from archive.alignment.editions.editions import Alignment
from archive.alignment.editions.odds import AGREES
from archive.alignment.editions.rows import shown_edition
from archive.alignment.editions.texts import Side
from archive.checks.located import Located
from archive.errors import Problem, Severity
from archive.model import Edition, TranslationUnit
from archive.storage import alignment_file

_ROWS = f"{alignment_file.NAME}:"
"""Problems of rows are told with their line."""
_WHOLE = "the text that the translation renders"
"""A whole that changed is told where ``renders`` is checked, unless there are rows."""
_MANY = 8
"""More passages than this are one finding."""


def check(located: Located, alignment: Alignment | None) -> Iterator[Problem]:
    """The rows of ``alignment.tsv``; stale, weak and missing passages of a translation; editions that do not fit each other.

    ``alignment``: of the shown editions; None where there are not two of them.
    """
    path = located.folder / alignment_file.NAME
    numbered: list[tuple[int, Correction]] = []
    if path.is_file():
        numbered = alignment_file.numbered(path.read_text(encoding="utf-8", errors="replace"), path, [])
    shown = [shown_edition(located.document, language) for language in ("zh", "en")]
    if shown[0] is None or shown[1] is None:
        if numbered:
            yield Problem("warning", "there is a text in one language only, so these rows bind nothing; add the other", 1, path)
        return
    yield from _of_rows(numbered, located, Side(shown[0]), Side(shown[1]))
    if alignment:
        yield from _of_units(located, shown[0], shown[1], alignment)


def _of_rows(numbered: Sequence[tuple[int, Correction]], located: Located, zh: Side, en: Side) -> Iterator[Problem]:
    path, rows = located.folder / alignment_file.NAME, [row for _, row in numbered]
    for finding in findings(rows, zh, en):
        yield Problem(finding.severity, finding.message, numbered[finding.row][0], path)
    for (line, row), expected in zip(numbered, in_order(rows, zh, en), strict=True):
        if row != expected:
            places = " ".join(map(str, expected.zh or expected.en))
            yield Problem("note", f"the rows are not in the order of the text: {places} belongs here", line, path)
            return


def _of_units(located: Located, zh: Edition, en: Edition, alignment: Alignment) -> Iterator[Problem]:
    told = (_ROWS,) if (located.folder / alignment_file.NAME).is_file() else (_ROWS, _WHOLE)
    for problem in alignment.problems:
        if not problem.message.startswith(told):
            yield located.passage(en.name, None, problem.message, problem.severity)
    if "digest" in (zh.kind, en.kind):
        return
    pairs = [unit for unit in alignment.passages if unit.zh and unit.en]
    stale = [unit for unit in alignment.passages if unit.stale]
    if len(stale) < len(pairs):  # else the whole is, which was said
        yield from _each(located, stale, "its source changed after it was translated; translate it anew or confirm it", "warning")
    weak = [unit for unit in pairs if unit.score < AGREES and unit.origin != "confirmed"]
    yield from _each(
        located, weak, "it hardly seems to translate its counterpart (score {score:.2f}); look, and confirm it", "note"
    )
    yield from _ids_that_do_not_meet(located, zh, en)


def _each(located: Located, units: Sequence[TranslationUnit], message: str, severity: Severity) -> Iterator[Problem]:
    """A finding a passage, or one for all where there are many."""
    for unit in units[:_MANY]:
        place = (unit.en or unit.zh)[0].segment
        name = "en" if unit.en else "zh"
        text = f"{place}: {message.format(score=unit.score)} with `archive align {located.document.id} --review`"
        yield located.passage(name, place, text, severity)
    if len(units) > _MANY:
        first = (units[_MANY].en or units[_MANY].zh)[0].segment
        yield located.passage("en", None, f"{len(units) - _MANY} more passages like this, the next is {first}", severity)


def _ids_that_do_not_meet(located: Located, zh: Edition, en: Edition) -> Iterator[Problem]:
    """Segments of one full text whose id the other does not have: they meet by what they say, if at all."""
    for edition, other in ((zh, en), (en, zh)):
        known = {segment.id for segment in other.segments}
        alone = [segment.id for segment in edition.segments if segment.id not in known and segment.level != "notice"]
        if alone:
            listed = ", ".join(alone[:_MANY]) + (f" and {len(alone) - _MANY} more" if len(alone) > _MANY else "")
            message = f"{listed}: {other.name}.md has no such ids; they meet by their texts, if at all"
            yield located.passage(edition.name, alone[0], message, "note")
