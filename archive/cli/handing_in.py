"""What was read and answered for → the collection, file by file: no more than one file is held in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from itertools import chain
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from archive.errors import ArchiveError, Problem

if TYPE_CHECKING:
    from archive.cli.confirming import Confirmation
    from archive.intake.corrections import Setting
    from archive.intake.inspection import Inspection
    from archive.intake.intake import Intake, Outcome
    from archive.store import Collection


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """How a command takes in; ``run``: what all its changes have in common in the history."""

    replace_texts: bool = False
    as_version: bool = False
    dry_run: bool = False
    run: str = field(default_factory=lambda: token_hex(4))


def with_facts(read: Iterable[Inspection], wanted: list[Setting]) -> Iterator[Inspection]:
    """What was read, with the facts of ``--set``. Raises BadQuery, BadDocument."""
    from archive.intake.corrections import corrected_all

    for inspection in read:
        yield replace(inspection, documents=corrected_all(inspection.documents, wanted)) if wanted else inspection


def batches(ready: Iterator[Inspection], confirmation: Confirmation) -> Iterator[Iterable[Inspection]]:
    """What is taken in under one lock: a file at a time while a person is asked, so that nobody waits for the answer."""
    for first in ready:
        yield [first] if confirmation.asks else chain([first], ready)


def taken_in(
    root: Path, ready: Iterable[Inspection], problems: list[Problem], translation_of: str | None, options: IntakeOptions
) -> Iterator[Outcome]:
    """Every document of a batch. The collection is locked from the first on; problems of the collection go to ``problems``."""
    from archive.intake.intake import Intake
    from archive.store import Collection

    collection = Collection(root)
    intake: Intake | None = None
    with ExitStack() as stack:
        for inspection in ready:
            if intake is None:
                if not options.dry_run:
                    stack.enter_context(collection.locked())
                intake = Intake(collection, **asdict(options))
                stack.callback(intake.close)
                problems += intake.problems
            if translation_of:
                yield from _attached(collection, intake, inspection, translation_of, problems)
            else:
                yield from intake.add(inspection)


def _attached(
    collection: Collection, intake: Intake, inspection: Inspection, original_id: str, problems: list[Problem]
) -> Iterator[Outcome]:
    from archive.alignment.editions.meeting import meeting
    from archive.intake.translations import as_translation

    original = collection.load(original_id)
    try:
        translation = as_translation(inspection, original)
        told = meeting(original, translation.documents[0].edition, collection.terms())
    except ArchiveError as error:
        problems.append(replace(error.problem, path=inspection.paths[0]))
        return
    for outcome in intake.add(translation, translation_of=original_id):
        said = told if outcome.action in ("attached", "replaced") else ()
        yield replace(outcome, problems=(*outcome.problems, *said))
