"""A trans-unit of XLIFF 1.2 (also of 1.1 and 1.0)."""

from __future__ import annotations

from lxml import etree

from archive.exchange.inline import text_of
from archive.exchange.tally import Tally
from archive.exchange.xliff.contents import Contents, child, children
from archive.exchange.xliff.states import read_state


def contents(unit: etree._Element, original: str, tally: Tally) -> Contents | None:
    """What a ``trans-unit`` says; None, and counted, where it has no source. Proposals (``alt-trans``) are no translation."""
    source, target = child(unit, "source"), child(unit, "target")
    if source is None:
        tally.add("no text", unit.sourceline)
        return None
    text = text_of(target, tally)
    state = target.get("state", "") if target is not None else ""
    is_approved = unit.get("approved") == "yes"
    names = (("original", original), ("id", unit.get("id", "")), ("resname", unit.get("resname", "")))
    given: dict[str, object] = {
        "state": "confirmed" if is_approved else read_state(state, None, is_translated=bool(text)),
        "properties": {name: value for name, value in names if value},
    }
    return Contents(text_of(source, tally), text, "\n".join(text_of(note, tally) for note in children(unit, "note")), given)
