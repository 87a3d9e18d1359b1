"""What the pages of the term base share: the term base by entries, the reports, names and addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import current_app, url_for

from archive.errors import NotFound
from archive.terminology.entries import selected
from archive.text.folding import fold
from web.messages import gettext, interface_language
from web.quoting import place_of
from web.sources import terms

if TYPE_CHECKING:
    from archive.terminology.entries import TermEntry
    from web.term_address import TermAddress
    from web.term_reports import TermReports


def to(address: TermAddress) -> str:
    """The address of a page of the term base."""
    return url_for("terms.show", **address.parameters())


def place(unit: str) -> str:
    """What a passage is called, from its unit's id; the id itself where it has no name."""
    return place_of([unit.removeprefix("en.").partition("@")[0]], interface_language()) or gettext("Passage")


def status_name(standing: str) -> str:
    """What a status of the term base, or the standing of a rendering, is called on the page."""
    names = {
        "preferred": gettext("preferred"),
        "admitted": gettext("admitted"),
        "deprecated": gettext("deprecated"),
        "unlisted": gettext("not in the term base"),
        "not found": gettext("not found"),
    }
    return names[standing]


def reports() -> TermReports:
    """The reports of this application."""
    return cast("TermReports", current_app.extensions["term_reports"])


def entries() -> list[TermEntry]:
    """The term base by entries, as its file is now."""
    return terms().get().entries


def entry_of(term: str) -> TermEntry:
    """The entry of a Chinese term, in either script. Raises ``NotFound``."""
    wanted = fold(term)
    found = next((one for one in entries() if fold(one.zh) == wanted), None)
    if found is None:
        raise NotFound(f"the term base has no term {term[:80]!r}")
    return found


def wanted(address: TermAddress) -> list[TermEntry]:
    """All entries that an address asks for, in its order."""
    return at_initial(selected(entries(), address.wanted), address)


def at_initial(found: list[TermEntry], address: TermAddress) -> list[TermEntry]:
    """Those that stand under the initial of an address, where it has one."""
    initial, by = address.wanted.initial, address.wanted.by
    return [one for one in found if one.initial(by) == initial] if initial else found
