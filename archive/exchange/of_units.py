"""Translation units of a document as they leave the archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.exchange.units import ExchangedUnit
from archive.model import Document, Kind, Stretch, TranslationUnit
from archive.text.provision_names import provision_name


def exchanged_unit(
    document_id: str,
    unit: TranslationUnit,
    kinds: tuple[Kind | None, Kind | None],
    properties: Mapping[str, str] | None = None,
) -> ExchangedUnit:
    """A unit with what another program is told of it. ``kinds``: of the Chinese and the English edition.

    A digest translates nothing and has no score; a unit with an empty side has neither score nor state.
    """
    zh, en = _segments(unit.zh), _segments(unit.en)
    is_digest = "digest" in kinds
    joined = bool(zh and en)
    settled = "stale" if unit.stale else "confirmed" if unit.origin == "confirmed" else "computed"
    return ExchangedUnit(
        unit.zh_text,
        unit.en_text,
        document_id,
        unit.id,
        unit.level,
        zh,
        en,
        score=round(unit.score, 4) if joined and not is_digest else None,
        state="digest" if is_digest else settled if joined or unit.origin == "confirmed" else "",
        label=provision_name((zh or en)[0], "zh" if zh else "en"),
        properties=properties or {},
    )


def document_properties(document: Document) -> Mapping[str, str]:
    """What a file of another program is told of a document: ``title``, ``title-en``, ``number``, ``date`` (of issue, ISO 8601).

    What the document does not state is left out. Word tables and XLIFF files print the titles.
    """
    issued = document.issued.isoformat() if document.issued else None
    stated = {"title": document.title.zh, "title-en": document.title.en, "number": document.number, "date": issued}
    return {name: value for name, value in stated.items() if value}


def _segments(stretches: Sequence[Stretch]) -> tuple[str, ...]:
    """The segments of a side, each once, in order."""
    return tuple(dict.fromkeys(stretch.segment for stretch in stretches))
