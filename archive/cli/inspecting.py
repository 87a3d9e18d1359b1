"""Reading what is handed in, file by file, and showing what was recognised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.cli.output import progress, shown
from archive.errors import Problem, UnreadableFile

if TYPE_CHECKING:
    from archive.inspection import Inspection
    from archive.parsing import Recognised
    from archive.parsing.evidence import Evidence


def inspections(groups: Sequence[tuple[Path, ...]], max_mb: int, problems: list[Problem], label: str) -> Iterator[Inspection]:
    """Every file or pair that can be read, one after the other; the others are added to ``problems``."""
    from archive.inspection import inspect
    from archive.reading import Limits

    limits = Limits(file_bytes=max_mb * 1_000_000)
    for paths in progress(groups, label):
        try:
            yield inspect(paths, limits)
        except UnreadableFile as error:
            problems.append(error.problem)
        except OSError as error:
            problems.append(Problem("error", f"cannot be read: {error.strerror}; hand it in again", path=paths[0]))
        except RecursionError:
            problems.append(Problem("error", "nested too deeply to be read; hand in the text itself", path=paths[0]))


def files_and_groups(files: Sequence[Path], problems: list[Problem]) -> list[tuple[Path, ...]]:
    """The files and pairs in what was handed in, folders opened."""
    from archive.handed_in import files_in
    from archive.inspection import group

    return group(files_in(files, problems))


def contract(recognised: Recognised) -> dict[str, Any]:
    """A document as ``archive inspect --json`` promises it to other programs."""
    from archive.parsing.surroundings import addressees, annexes, contacts, printing

    document, edition = recognised.document, recognised.document.editions[0]
    return {
        "title": document.title,
        "number": document.number,
        "issuers": [issuer.best() for issuer in document.issuers],
        "type": document.type,
        "level": document.level,
        "region": document.region,
        "issued": document.issued,
        "effective": document.effective,
        "repeals": [{"title": r.title, "number": r.number} for r in document.relations if r.kind == "repeals"],
        "expires": document.expires,
        "amends": [{"title": r.title, "number": r.number} for r in document.relations if r.kind == "amends"],
        "implements": [{"title": r.title, "number": r.number} for r in document.relations if r.kind == "implements"],
        "addressees": addressees(edition),
        "annexes": annexes(edition),
        "contacts": contacts(edition),
        "print": printing(edition),
        "source": document.source,
        "basis": [relation.title for relation in document.relations if relation.kind == "based on"],
        "language": document.editions[0].language,
        "segments": [
            {
                "id": s.id,
                "label": s.label,
                "level": s.level,
                "text": s.text,
                **({"language": e.language} if len(document.editions) > 1 else {}),
            }
            for e in document.editions
            for s in e.segments
        ],
        "citations": recognised.citations,
        "evidence": dict(recognised.evidence),
        "lines": edition.provenance.lines if edition.provenance else None,
        "pages": edition.provenance.pages if edition.provenance else None,
    }


def echo_recognised(recognised: Recognised, *, err: bool = False) -> None:
    """The facts of a document and what its text consists of."""
    document = recognised.document
    click.echo(click.style(shown(document.title.best()) or "(no title)", bold=True), err=err)
    facts = (
        ("number", document.number),
        ("issuers", "、".join(issuer.best() for issuer in document.issuers)),
        ("type", document.type),
        ("issued", document.issued),
        ("effective", document.effective),
        ("expires", document.expires),
        ("based on", "、".join(f"《{r.title}》" for r in document.relations if r.kind == "based on")),
        ("repeals", "、".join(f"{r.title or ''}{r.number or ''}" for r in document.relations if r.kind == "repeals")),
    )
    for name, value in facts:
        sure = _sureness(recognised.evidence.get(name)) if value else ""
        click.echo(f"  {name + ':':<11}{shown(str(value or '-'))}{sure}", err=err)
    for edition in document.editions:
        levels = [segment.level for segment in edition.segments]
        counted = ", ".join(f"{levels.count(level)} {level}" for level in dict.fromkeys(levels))
        click.echo(f"  {edition.language + ':':<11}{len(levels)} segments ({counted})", err=err)


def _sureness(found: Evidence | None) -> str:
    """How a fact is known: where it is printed, or that it was derived or guessed."""
    if found is None:
        return ""
    place = f"page {found.page}" if found.page else f"line {found.line}" if found.line else ""
    return click.style("  (" + " ".join(filter(None, (found.how, place))) + ")", dim=True)
