"""Asking the person at the terminal whether what was recognised is right, and taking single corrections."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from archive.cli.inspecting import echo_recognised
from archive.cli.output import echo_problems, shown
from archive.errors import ArchiveError

if TYPE_CHECKING:
    from archive.intake.inspection import Inspection
    from archive.parsing import Recognised

_QUESTION = "Take it in? [y]es, [n]o, [a]ll from here on, or a fact to put right (such as number=…)"


class Confirmation:
    """Asks document by document. ``wanted``: whether there is anybody to ask; otherwise everything is taken as it is."""

    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted and sys.stdin.isatty()

    @property
    def asks(self) -> bool:
        """Whether somebody is still asked."""
        return self._wanted

    def of(self, inspection: Inspection) -> Inspection:
        """The documents of a file that are to be taken in, with what was put right."""
        documents: list[Recognised] = []
        for place, recognised in enumerate(inspection.documents, 1):
            name = str(inspection.paths[0])
            if len(inspection.documents) > 1:
                name += f", document {place} of {len(inspection.documents)}"
            found = self._ask(recognised, name) if self._wanted else recognised
            documents += [found] if found else []
        return replace(inspection, documents=tuple(documents))

    def _ask(self, recognised: Recognised, name: str) -> Recognised | None:
        from archive.intake.corrections import corrected_all, parse_setting

        put_right: list[str] = []
        while True:
            click.echo(shown(name), err=True)
            _show(recognised)
            for fact in put_right:
                click.echo(f"  put right: {shown(fact)}", err=True)
            answer = click.prompt(_QUESTION, default="y", err=True).strip()
            if answer.lower() in ("y", "yes", "a", "all"):
                self._wanted = answer.lower() in ("y", "yes")
                return recognised
            if answer.lower() in ("n", "no"):
                return None
            try:
                [recognised] = corrected_all([recognised], [parse_setting(answer)])
                put_right.append(answer)
            except ArchiveError as error:
                click.echo(f"archive: {error}", err=True)


def _show(recognised: Recognised) -> None:
    """What was recognised, how sure each fact is where that is known, and what is uncertain."""
    echo_recognised(recognised, err=True)
    echo_problems(recognised.problems)
