"""``/documents/<old>/compare/<new>``: two versions of a text side by side, passage by passage, with what changed marked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from archive.comparing.versions import compare_documents, editions_in_common
from archive.errors import BadQuery, Conflict
from web.messages import gettext
from web.sources import shelf
from web.tables import table

if TYPE_CHECKING:
    from markupsafe import Markup

    from archive.comparing.passages import Change

blueprint = Blueprint("compare", __name__)

_FOLDED_FROM = 4
"""So many unchanged passages in a row are folded away."""


@dataclass(frozen=True, slots=True)
class Run:
    """Passages in a row. ``folded``: nothing happened to them, and they are many."""

    changes: tuple[Change, ...]
    folded: bool


@blueprint.get("/documents/<old_id>/compare/<new_id>")
def show(old_id: str, new_id: str) -> str:
    """What changed from one document to another. ``edition``: which text. Raises ``NotFound``, ``BadDocument``, ``BadQuery``."""
    old, new = shelf().document(old_id), shelf().document(new_id)
    wanted = request.args.get("edition")
    in_common = editions_in_common(old, new)
    try:
        comparison = compare_documents(old, new, wanted)
    except Conflict as error:
        raise BadQuery(gettext("These two documents have no text in common that could be compared.")) from error
    return render_template(
        "compare.html",
        old=old,
        new=new,
        comparison=comparison,
        counts=comparison.counts,
        runs=runs(comparison.changes),
        editions=in_common,
        happened=happened,
        anchor=anchor,
        changed_table=changed_table,
    )


def runs(changes: tuple[Change, ...]) -> list[Run]:
    """The passages in order, long runs to which nothing happened as one."""
    found = [(quiet, tuple(group)) for quiet, group in groupby(changes, _is_quiet)]
    return [Run(group, quiet and len(group) >= _FOLDED_FROM) for quiet, group in found]


def _is_quiet(change: Change) -> bool:
    return change.kind == "unchanged" and not change.moved and not change.renumbered


def happened(change: Change) -> list[str]:
    """What happened to a passage, in the interface language; nothing where it is as it was."""
    words = {"changed": gettext("changed"), "added": gettext("added"), "removed": gettext("removed")}
    said = [words[change.kind]] if change.kind in words else []
    if change.moved:
        said.append(gettext("moved"))
    if change.renumbered and not change.moved:
        said.append(gettext("renumbered"))
    return said


def changed_table(change: Change, *, older: bool) -> Markup | None:
    """One side of a passage that is a table, what changed marked in its cells; None where it is running text."""
    segment = change.old if older else change.new
    if segment is None:
        return None
    mine, spans, position = "removed" if older else "added", [], 0
    for piece in change.words:
        if piece.op in ("same", mine):
            spans += [(position, position + len(piece.text))] if piece.op == mine else []
            position += len(piece.text)
    return table(segment.text, spans, tag="del" if older else "ins")


def anchor(change: Change) -> str:
    """The address of a passage within the page: its id in the newer version; of one that went, ``old-`` and its id."""
    return change.id if change.new else f"old-{change.id}"
