"""``archive watch``."""

from __future__ import annotations

import signal
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from archive.cli.indexing import index_problems
from archive.cli.inspecting import limits_of
from archive.cli.output import echo_problems, exit_status, shown
from archive.cli.taking_in import max_mb_option, max_pages_option

if TYPE_CHECKING:
    from archive.cli.settings import Settings
    from archive.errors import Problem
    from archive.intake.watching import Dealt, Watched


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--once", is_flag=True, help="Take in what is there and end.")
@click.option("--interval", type=click.FloatRange(0.05, 3600), default=2.0, show_default=True, help="Seconds between two looks.")
@max_mb_option
@max_pages_option
@click.option("--no-index", is_flag=True, help="Leave the search index as it is.")
@click.pass_obj
def watch(settings: Settings, folder: Path, *, once: bool, interval: float, max_mb: int, max_pages: int, no_index: bool) -> None:
    """Take in what is dropped into DIR, and move it to DIR/done, or with the reason to DIR/failed.

    A file is taken when its size and time of change stay the same between two looks. Ends on Ctrl-C or SIGTERM.
    """
    from archive.intake.watching import Watched
    from archive.store import Collection

    stop = _stopped_by_signals()
    watched = Watched(folder.resolve(), Collection(settings.collection), limits_of(max_mb, max_pages))
    problems: list[Problem] = []
    with watched.alone():
        watched.settled()
        while not stop.wait(interval):
            found = _batch(settings, watched, stop, no_index=no_index)
            if once:
                problems = found
                break
    exit_status(problems)


def _batch(settings: Settings, watched: Watched, stop: Event, *, no_index: bool) -> list[Problem]:
    """Take in what has settled, then bring the index up to date; what went wrong."""
    dealt: list[Dealt] = []
    for one in watched.take_in(watched.settled(), stopped=stop.is_set):
        dealt.append(one)
        _echo(one)
    problems = [problem for one in dealt for problem in one.reasons]
    if not no_index and any(o.action not in ("refused", "unchanged") for one in dealt for o in one.outcomes):
        found = index_problems(settings)
        echo_problems(found)
        problems += found
    return problems


def _echo(dealt: Dealt) -> None:
    names = ", ".join(shown(path.name) for path in dealt.paths)
    what = ", ".join(f"{outcome.action} {outcome.id}".strip() for outcome in dealt.outcomes) or "not taken in"
    click.echo(f"{'failed' if dealt.reasons else 'done'}: {names}: {what}")
    done = (outcome for outcome in dealt.outcomes if outcome.action not in ("refused", "unchanged"))
    warned = [problem for outcome in done for problem in outcome.problems if problem.severity != "note"]
    echo_problems([*(problem for problem in warned if problem not in dealt.reasons), *dealt.reasons])


def _stopped_by_signals() -> Event:
    """Set when the process is asked to end; what is being done is done to its end first."""
    stop = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda _number, _frame: stop.set())
    return stop
