"""``archive edit`` and ``archive set``."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.indexing import index_problems
from archive.cli.output import echo_problems, exit_status
from archive.errors import ArchiveError, Conflict

if TYPE_CHECKING:
    from archive.cli.settings import Settings

_LARGEST = 64_000_000
"""Bytes of what an editor may leave."""


@click.command()
@click.argument("document_id", metavar="ID")
@click.option(
    "--edition",
    type=click.Choice(["zh", "en", "zh.digest", "en.digest"]),
    help="Edit this edition's text instead of document.yaml.",
)
@click.option("--no-index", is_flag=True, help="Leave the search index as it is.")
@click.pass_obj
def edit(settings: Settings, document_id: str, *, edition: str | None, no_index: bool) -> None:
    """Open a document in $VISUAL or $EDITOR, check what comes back, and store it."""
    from archive import editing

    collection = settings.existing_collection()
    name = editing.file_name(edition)
    before = editing.read(collection, document_id, name)
    draft = _draft(document_id, name, before)
    try:
        after = _edited(draft, document_id, name)
    except Conflict as error:
        if not _is_as_it_was(draft, before):
            raise
        _throw_away(draft)
        raise Conflict(error.problem.message) from error
    if after == before:
        click.echo(f"unchanged: {document_id} {name}")
    else:
        try:
            editing.store(collection, document_id, name, before, after)
        except (ArchiveError, OSError):
            click.echo(f"what you wrote is in {draft}", err=True)
            raise
        click.echo(f"edited: {document_id} {name}")
    _throw_away(draft)
    problems = [] if no_index or after == before else index_problems(settings)
    echo_problems(problems)
    exit_status(problems)


def _draft(document_id: str, name: str, text: str) -> Path:
    """A file to be edited; it stays until what is in it has been stored."""
    draft = Path(tempfile.mkdtemp(prefix=f"archive-edit-{document_id}-")) / name
    draft.write_text(text, encoding="utf-8", errors="surrogateescape", newline="")
    return draft


def _is_as_it_was(draft: Path, before: str) -> bool:
    """Whether nothing was written into a draft."""
    return draft.is_file() and draft.read_bytes() == before.encode("utf-8", "surrogateescape")


def _throw_away(draft: Path) -> None:
    shutil.rmtree(draft.parent, ignore_errors=True)


def _edited(draft: Path, document_id: str, name: str) -> str:
    """What the person wrote, without a mistake. Raises Conflict where the person gives up; the draft stays."""
    from archive import editing

    while True:
        _open_editor(draft)
        try:
            if not draft.is_file() or draft.stat().st_size > _LARGEST:
                raise Conflict("what came back is missing, no file, or far too large; nothing was changed", draft)
            text = draft.read_text(encoding="utf-8")
            found = editing.mistakes(text, document_id, name, draft)
        except UnicodeDecodeError as error:
            raise Conflict(f"what came back cannot be read ({error}); nothing was changed", draft) from error
        if not found:
            return text
        echo_problems(found)
        if not (sys.stdin.isatty() and click.confirm("Edit again?", default=True, err=True)):
            raise Conflict("not stored because of its mistakes; what you wrote is kept here", draft)


def _open_editor(draft: Path) -> None:
    """Raises Conflict where there is no editor or it fails."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        done = subprocess.run([*shlex.split(command), str(draft)], check=False)  # noqa: S603 - the person's own editor
    except (OSError, ValueError) as error:
        raise Conflict(f"the editor {command!r} cannot be started; set VISUAL or EDITOR", draft) from error
    if done.returncode:
        raise Conflict(f"the editor ended with status {done.returncode}; nothing was stored", draft)


@click.command("set")
@click.argument("document_id", metavar="ID")
@click.argument("assignments", nargs=-1, required=True, metavar="KEY=VALUE...")
@click.option("--no-index", is_flag=True, help="Leave the search index as it is.")
@click.pass_obj
def set_(settings: Settings, document_id: str, assignments: tuple[str, ...], *, no_index: bool) -> None:
    """Put single facts of a document right: number=…, issued=…, title.en=…, issuers=A;B; an empty value takes one away."""
    from archive.history.recording import Origin, Recorder
    from archive.intake.corrections import corrected, parse_setting

    wanted = [parse_setting(text) for text in assignments]
    collection = settings.existing_collection()
    with collection.locked():
        recorder = Recorder(collection)  # mends before anything is read
        echo_problems(recorder.mended)
        document = recorder.load(document_id)
        changed = corrected(document, wanted)
        if changed != document:
            recorder.write(changed, "edited", Origin(changed=tuple(assignments)))
    click.echo(f"{'unchanged' if changed == document else 'edited'}: {document_id} {changed.title.best()}")
    problems = [] if no_index or changed == document else index_problems(settings)
    echo_problems(problems)
    exit_status(problems)
