"""Files for other programs: a document, a row, or what a search found, in the formats of ``archive.exchange``."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from flask import Blueprint, request

from archive.errors import ArchiveError, BadQuery, NotFound
from archive.exchange.facts import Facts
from web.aligned import aligned
from web.exchanging import LEVELS, exchanged, units_of_rows
from web.formats import SUFFIXES, file_of
from web.messages import gettext
from web.naming import here
from web.pages.search import ask
from web.query_string import check_names, read_search
from web.reading import original_language
from web.sources import shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Response

    from archive.alignment.editions.rows import Row
    from archive.exchange.units import ExchangedUnit
    from web.query_string import SearchAddress

blueprint = Blueprint("downloads", __name__)

MOST_UNITS = 2_000
"""So many passages of a search fit into one file."""
_DOCUMENTS, _PASSAGES = 100, 20
"""Of so many documents, so many passages each."""
_SUFFIX = f"<any({','.join(SUFFIXES)}):suffix>"


@blueprint.get(f"/documents/<document_id>.{_SUFFIX}")
def document(document_id: str, suffix: str) -> Response:
    """A document's units; ``level``: passage, or sentence where those are known.

    Raises ``NotFound``, ``BadDocument``, ``BadQuery``.
    """
    check_names(request.args, {"level"})
    level = request.args.get("level", "passage")
    if level not in LEVELS:
        raise BadQuery(f"level is {level[:40]!r}; it can be {', '.join(LEVELS)}")
    wanted = shelf().document(document_id)
    facts = Facts(original_language(wanted), here(wanted.title), datetime.now(UTC))
    name = f"{wanted.id} {here(wanted.title)}"
    whole = aligned(wanted, with_sentences=level == "sentence")
    return file_of(exchanged(wanted, whole.sentence_units or units_of_rows(whole.rows)), facts, suffix, name)


@blueprint.get(f"/documents/<document_id>/rows/<row_id>.{_SUFFIX}")
def row(document_id: str, row_id: str, suffix: str) -> Response:
    """One row. Raises ``NotFound``, ``BadDocument``."""
    wanted = shelf().document(document_id)
    found = aligned(wanted).row(row_id)
    if found is None:
        raise NotFound(f"{document_id} has no passage {row_id[:80]!r}")
    facts = Facts(original_language(wanted), here(wanted.title), datetime.now(UTC))
    return file_of(exchanged(wanted, units_of_rows([found])), facts, suffix, f"{wanted.id} {found.id}")


@blueprint.get(f"/search.{_SUFFIX}")
def search(suffix: str) -> Response:
    """The units of the passages that a search found, best documents first; without words, all passages of its documents.

    No more than ``MOST_UNITS``; a file that leaves some out says so in its title. Raises ``BadQuery``, ``IndexUnusable``.
    """
    address = read_search(request.args)
    units = list(islice(_found(address), MOST_UNITS + 1))
    title = f"对照 Duizhao: {address.q}".strip(": ")
    if len(units) > MOST_UNITS:
        title = gettext("%(title)s (the first %(num)s passages)", title=title, num=MOST_UNITS)
    facts = Facts(title=title, written=datetime.now(UTC))
    return file_of(units[:MOST_UNITS], facts, suffix, title)


def _found(address: SearchAddress) -> Iterator[ExchangedUnit]:
    for result in ask(address, limit=_DOCUMENTS, offset=0, passages=_PASSAGES).results:
        try:
            wanted = shelf().document(result.id)
        except ArchiveError:  # it has gone since it was indexed
            continue
        ids = {(one.segment, one.lang) for one in result.passages}
        met = [row for row in aligned(wanted).rows if not address.q or not ids.isdisjoint(_places(row))]
        yield from exchanged(wanted, units_of_rows(met))


def _places(row: Row) -> Iterator[tuple[str, str]]:
    return ((one.id, cell.language) for cell in (row.zh, row.en) if cell for one in cell.segments)
