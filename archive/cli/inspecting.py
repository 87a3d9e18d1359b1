"""Reading what is handed in, file by file, and showing what was recognised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.cli.output import progress, shown
from archive.errors import Problem, UnreadableFile

if TYPE_CHECKING:
    from archive.intake.inspection import Inspection
    from archive.model import Relation
    from archive.parsing import Recognised
    from archive.parsing.facts.evidence import Evidence
    from archive.reading import Limits


def inspections(
    groups: Sequence[tuple[Path, ...]], limits: Limits, problems: list[Problem], label: str | None
) -> Iterator[Inspection]:
    """Every file or pair that can be read, one after the other; the others are added to ``problems``.

    ``label``: of the progress bar; without one there is none.
    """
    from archive.intake.inspection import inspect_safely

    for paths in progress(groups, label) if label else groups:
        try:
            yield inspect_safely(paths, limits)
        except UnreadableFile as error:
            problems.append(error.problem)


def limits_of(max_mb: int, max_pages: int) -> Limits:
    """What the options allow; a Word file may unpack to four times as much as a file may have, and to 256 MB in any case."""
    from archive.reading import Limits

    size = max_mb * 1_000_000
    return Limits(file_bytes=size, pages=max_pages, unpacked_bytes=max(Limits().unpacked_bytes, 4 * size))


def files_and_groups(files: Sequence[Path], problems: list[Problem]) -> list[tuple[Path, ...]]:
    """The files and pairs in what was handed in, folders opened."""
    from archive.intake.handed_in import files_in
    from archive.intake.inspection import group

    return group(files_in(files, problems))


def contract(recognised: Recognised) -> dict[str, Any]:
    """A document as ``archive inspect --json`` promises it to other programs."""
    from archive.parsing.facts.surroundings import addressees, annexes, contacts, printing

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
        ("repeals", "、".join(map(_named, (r for r in document.relations if r.kind == "repeals")))),
    )
    for name, value in facts:
        sure = _sureness(recognised.evidence.get(name)) if value else ""
        click.echo(f"  {name + ':':<11}{shown(str(value or '-'))}{sure}", err=err)
    for edition in document.editions:
        levels = [segment.level for segment in edition.segments]
        counted = ", ".join(f"{levels.count(level)} {level}" for level in dict.fromkeys(levels))
        click.echo(f"  {edition.language + ':':<11}{len(levels)} segments ({counted})", err=err)


def _named(relation: Relation) -> str:
    return (f"《{relation.title}》" if relation.title else "") + (relation.number or "")


def _sureness(found: Evidence | None) -> str:
    """How a fact is known: where it is printed, or that it was derived or guessed."""
    if found is None:
        return ""
    place = f"page {found.page}" if found.page else f"line {found.line}" if found.line else ""
    return click.style("  (" + " ".join(filter(None, (found.how, place))) + ")", dim=True)
