"""``archive align``: what answers to what, in files with one segment a line or in a document; and its review by a person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.output import json_option
from archive.cli.signing import by_option
from archive.errors import BadQuery

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.model import UnitLevel

_path = click.Path(path_type=Path)
_ONE_OF = "say what to align: the ID of a document, --lines ZH.txt EN.txt, or --batch DIR"


@click.command()
@click.argument("document_id", metavar="[ID]", required=False)
@click.option("--lines", type=(_path, _path), metavar="ZH EN", help="Align two files with one segment a line.")
@click.option("--batch", type=_path, metavar="DIR", help="The same for every NAME.zh.txt and NAME.en.txt in a folder.")
@click.option("--model", is_flag=True, help="Use sentence vectors too (the extra `semantic`): slower, better on free prose.")
@click.option("--sentences", is_flag=True, help="Show or review sentences instead of whole passages.")
@click.option("--below", type=click.FloatRange(0, 1), metavar="SCORE", help="Only units with a lower score, and gaps.")
@click.option("--review", is_flag=True, help="Go through what is weak, stale or a gap, put it right, and keep that.")
@click.option("--all", "every", is_flag=True, help="Review every unit.")
@click.option("--no-index", is_flag=True, help="Leave the search index as it is after a review.")
@by_option
@json_option
@click.pass_obj
def align(
    settings: Settings,
    document_id: str | None,
    lines: tuple[Path, Path] | None,
    batch: Path | None,
    *,
    model: bool,
    sentences: bool,
    below: float | None,
    review: bool,
    every: bool,
    no_index: bool,
    by: str,
    as_json: bool,
) -> None:
    """Say what answers to what in Chinese and English: in two files, in a folder of them, or in a document.

    Every line (or passage) is in exactly one pair, in order; a side is empty where nothing answers.
    """
    of_document = sentences or below is not None or review or every or no_index
    if sum(chosen is not None for chosen in (document_id, lines, batch)) != 1:
        raise BadQuery(_ONE_OF)
    if document_id is None:
        from archive.cli.aligning_lines import align_batch, align_lines

        if of_document:
            raise BadQuery("--sentences, --below, --review, --all and --no-index are for a document; name its ID")
        if lines:
            align_lines(settings, *lines, model=model, as_json=as_json)
        elif batch:
            align_batch(settings, batch, model=model, as_json=as_json)
        return
    if (every or no_index) and not review:
        raise BadQuery("--all and --no-index belong to --review")
    level: UnitLevel = "sentence" if sentences else "passage"
    if review:
        from archive.cli.reviewing import review_document

        if as_json or below is not None:
            raise BadQuery("a review is made at a terminal; --json and --below show units without it")
        review_document(settings, document_id, level, model=model, every=every, no_index=no_index, by=by)
    else:
        from archive.cli.aligning_document import show_units

        show_units(settings, document_id, level, below, model=model, as_json=as_json)
