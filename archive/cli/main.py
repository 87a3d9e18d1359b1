"""The ``archive`` command: its settings, its errors and exit statuses (0 done, 1 problems found, 2 wrong usage)."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import click

from archive import __version__
from archive.cli import (
    aligning,
    citing,
    collection,
    concordance,
    editing,
    exchanging,
    finding,
    importing,
    past,
    serving,
    showing,
    taking_in,
    versions,
    watching,
)
from archive.cli import stats as statistics
from archive.cli import terms as term_base
from archive.cli.output import echo_json
from archive.cli.settings import Settings
from archive.errors import ArchiveError, BadQuery


class _Group(click.Group):
    """Prints an error a person can act on as one line, never as a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        as_json = "--json" in ctx.args
        try:
            return super().invoke(ctx)
        except ArchiveError as error:
            click.echo(f"archive: {error}", err=True)
            if as_json:
                echo_json({"problems": [error.problem]})
            sys.exit(2 if isinstance(error, BadQuery) else 1)
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            # copying a folder gathers what went wrong: source, target, why
            said = error.strerror or str(error.args[0][0][-1] if isinstance(error, shutil.Error) else error)
            click.echo(f"archive: {error.filename or 'the system'}: {said}", err=True)
            sys.exit(1)
        except Exception as error:
            catalogue = sys.modules.get("archive.catalogue")  # loaded by whoever raised it
            if catalogue is None or not isinstance(error, catalogue.CatalogueDamaged):
                raise
            click.echo(f"archive: the catalogue cannot be read ({error}); `archive index --rebuild` makes it anew", err=True)
            sys.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--collection",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("documents"),
    envvar="ARCHIVE_COLLECTION",
    show_default=True,
    show_envvar=True,
    help="The folder that holds the documents.",
)
@click.option(
    "--index",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="ARCHIVE_INDEX",
    show_default="a hidden folder beside the collection",
    show_envvar=True,
    help="The folder of the search index; it can be made again at any time.",
)
@click.option(
    "--engine",
    type=click.Choice(["tantivy", "whoosh"]),
    envvar="ARCHIVE_ENGINE",
    show_default="the one that the index was made with, else tantivy",
    show_envvar=True,
    help="What keeps the search index; another choice makes it anew.",
)
@click.option(
    "--vectors/--no-vectors",
    default=True,
    envvar="ARCHIVE_VECTORS",
    show_envvar=True,
    help="Whether sentence vectors are kept up to date beside the index, where the extra [semantic] is installed.",
)
@click.version_option(__version__, prog_name="archive")
@click.pass_context
def main(ctx: click.Context, root: Path, index: Path | None, engine: str | None, *, vectors: bool) -> None:
    """Duizhao 对照: a bilingual, searchable archive of official documents."""
    root = root.resolve()
    ctx.obj = Settings(root, index.resolve() if index else root.parent / f".{root.name}.index", engine, vectors)


for command in (
    taking_in.inspect,
    taking_in.add,
    watching.watch,
    editing.edit,
    editing.set_,
    past.log,
    past.undo,
    versions.diff,
    versions.duplicates,
    collection.list_,
    showing.show,
    citing.cites,
    aligning.align,
    exchanging.export,
    importing.import_,
    collection.remove,
    collection.check,
    term_base.terms,
    statistics.stats,
    finding.index,
    finding.search,
    concordance.concordance,
    serving.serve,
):
    main.add_command(command)
