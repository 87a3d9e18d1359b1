"""``archive align ID --review``: a person goes through the units of a document at the terminal."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.indexing import index_problems
from archive.cli.output import counted, echo_problems, exit_status, shown
from archive.cli.side_by_side import NOTHING, echo_line_beside, echo_side_by_side
from archive.errors import BadQuery, Conflict

if TYPE_CHECKING:
    from archive.alignment.review.review_session import Review
    from archive.cli.aligning_document import AlignedDocument
    from archive.cli.settings import Settings
    from archive.model import Language, TranslationUnit, UnitLevel

_PROMPT = "y right, m merge, s split, z> e> shift, n nothing answers, Enter on, ? all keys"


def go_through(review: Review, ask: Callable[[], str]) -> bool:
    """Show unit after unit and do what is typed; whether what was decided is to be kept. ``ask`` gives a typed line."""
    show_keys()
    while True:
        if review.ended:
            click.echo("\nThat was the last unit: Enter saves and quits, u undoes the last step, x quits without saving.")
        else:
            show_unit(review)
        typed = ask().strip().lower()
        if typed in ("q", "x") or (review.ended and not typed):
            return typed != "x"
        try:
            _do(review, typed)
        except BadQuery as error:
            click.echo(click.style(str(error), fg="yellow"))


def _do(review: Review, typed: str) -> None:
    if typed == "?":
        show_keys()
    elif review.ended and typed not in ("u", "b"):
        raise BadQuery("there is no unit left; type Enter, u, b or x")
    else:
        review.key(typed)


def show_keys() -> None:
    """What may be typed."""
    from archive.alignment.review.review_session import KEYS

    for key, meaning in KEYS:
        click.echo(f"  {key:<12}{meaning}")


def show_unit(review: Review) -> None:
    """The unit with its sentences numbered, between its neighbours."""
    from archive.cli.aligning_document import head_of

    unit = review.unit
    click.echo()
    _show_neighbour("before", review.neighbour(-1))
    new = "  changed here, not saved yet (q saves, u takes it back)" if review.is_unit_new else ""
    head = f"{head_of(unit)}{new}  ({review.left} to look at)"
    echo_side_by_side(click.style(shown(head), bold=True), _numbered(review, "zh"), _numbered(review, "en"))
    _show_neighbour("next", review.neighbour(1))


def _show_neighbour(name: str, unit: TranslationUnit | None) -> None:
    if unit:
        echo_line_beside(f"{name}: {unit.zh_text or NOTHING}", unit.en_text)


def _numbered(review: Review, language: Language) -> str:
    """The pieces of one side, numbered where there are several; a segment without text by its id."""
    from archive.alignment.review.reviewing import pieces

    side = review.sides.en if language == "en" else review.sides.zh
    said = [side.text([one]).strip() or f"[{one.segment}]" for one in pieces(review.unit, language)]
    return said[0] if len(said) == 1 else "\n".join(f"{number} {text}" for number, text in enumerate(said, 1))


def review_document(
    settings: Settings, document_id: str, level: UnitLevel, *, model: bool, every: bool, no_index: bool, by: str = ""
) -> None:
    """Let the person at the terminal review a document, and keep what was decided. Raises BadQuery where nobody is there."""
    from archive.alignment.review.review_session import Review
    from archive.alignment.review.reviewing import Sides
    from archive.cli.aligning_document import align_document

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadQuery("--review asks a person; give it at a terminal, not in a pipe")
    found = align_document(settings, document_id, model=model)
    if "digest" in (found.zh.kind, found.en.kind):
        raise BadQuery(f"{document_id} has a digest on one side; a digest is joined by ids, and by nothing else")
    echo_problems(found.alignment.problems)
    passages = found.alignment.passages if level == "sentence" else ()
    review = Review(found.units(level), Sides.of(found.zh, found.en), passages, every=every)
    if review.ended:
        click.echo("no unit is weak, stale or a gap; --all goes through every one")
        return
    click.echo(f"{shown(found.document.title.best())}: {counted(review.left, 'unit')} to look at")
    if not (_kept(review) and review.changed):
        click.echo("nothing was changed")
        return
    rows = keep(settings, found, review, by)
    click.echo(f"kept: {counted(rows, 'row')} of {document_id}/alignment.tsv; `archive undo` takes them back")
    problems = [] if no_index else index_problems(settings)
    echo_problems(problems)
    exit_status(problems)


def _kept(review: Review) -> bool:
    """Go through the units; whether what was decided is to be kept. Who breaks off is asked."""
    try:
        return go_through(review, lambda: str(click.prompt(_PROMPT, prompt_suffix=" > ", default="", show_default=False)))
    except (click.Abort, KeyboardInterrupt):
        click.echo()
        return review.changed and click.confirm("Keep what was decided so far?", default=True)


def keep(settings: Settings, found: AlignedDocument, review: Review, by: str = "") -> int:
    """Write what was decided into ``alignment.tsv`` and the history; how many rows it now has that are new.

    Raises Conflict where the texts or the file changed meanwhile: what was decided is kept in a file that is named then.
    """
    from archive.alignment.editions.corrections import merged
    from archive.history.recording import Origin, Recorder
    from archive.storage import alignment_file

    document_id = found.document.id
    new = review.decided(today=date.today(), by=by)
    text = alignment_file.write(merged(found.corrections, new, review.sides.zh, review.sides.en))
    collection = settings.existing_collection()
    with collection.locked():
        recorder = Recorder(collection)
        echo_problems(recorder.mended)
        now = recorder.load(document_id)
        if now.editions != found.document.editions or collection.alignment(document_id) != tuple(found.corrections):
            raise Conflict(f"the document was changed meanwhile; what you decided is in {_put_by(text)}")
        recorder.write_files(document_id, {alignment_file.NAME: text}, "edited", Origin(changed=(alignment_file.NAME,)))
    return len(new)


def _put_by(text: str) -> Path:
    handle, name = tempfile.mkstemp(prefix="archive-review-", suffix=".tsv")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return Path(name)
