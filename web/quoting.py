"""A passage to be quoted: its text with where it stands, and the line that a list of references has for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive import data
from archive.model import LANGUAGES
from archive.text.provision_names import provision_name
from web.messages import gettext, interface_language
from web.naming import here, name_of
from web.reading import original_language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from archive.alignment.editions.rows import Cell, Row
    from archive.model import Document

_NAMED_ISSUERS = 3
_INNER = str.maketrans("《》", "〈〉")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What can be copied of a row. ``texts``: language and text, the original first; ``source``: the line under them."""

    place: str
    texts: tuple[tuple[str, str], ...]
    source: str
    reference: str
    permalink: str

    @property
    def quotation(self) -> str:
        """The texts and their source, as they are pasted elsewhere."""
        return "\n".join([*(text for _, text in self.texts), self.source])


def quoted(document: Document, row: Row, permalink: str, today: date, languages: Collection[str] = LANGUAGES) -> Quotation:
    """A row of a document for quoting, what is said of it in the language of the interface. ``languages``: those quoted."""
    original, language = original_language(document), interface_language()
    ordered = [original, *(other for other in LANGUAGES if other != original)]
    cells = [cell for cell in map(row.cell, ordered) if cell and cell.language in languages]
    place = place_of((segment.id for segment in cells[0].segments), language)
    return Quotation(
        place,
        tuple((cell.language, text_of(cell)) for cell in cells),
        _source(document, place, cells, language),
        reference(document, place, language, permalink, today),
        permalink,
    )


def place_of(ids: Iterable[str], language: str) -> str:
    """What passages are called: 第八条、第九条; Article 8, Article 9. Empty where they have no name."""
    names = [name for one in ids if (name := provision_name(one, language)) != one]
    return ("、" if language == "zh" else ", ").join(names)


def text_of(cell: Cell) -> str:
    """The text of a cell, a segment a line. The label of a single article is left out: the source says it."""
    alone = not cell.more and cell.segment.level == "article"
    return "\n".join(one.text if alone or not one.label else f"{one.label} {one.text}" for one in cell.segments)


def reference(document: Document, place: str, language: str, address: str, today: date) -> str:
    """An entry after GB/T 7714—2015 for an online document: [A/OL] for official documents, [N/OL] for news and interviews."""
    issuers = [one.best(language) for one in document.issuers[:_NAMED_ISSUERS]]
    if len(document.issuers) > _NAMED_ISSUERS:
        issuers.append("等" if language == "zh" else "et al.")
    named = f"{document.title.best(language)}: {document.number}" if document.number else document.title.best(language)
    kind = "[N/OL]" if data.is_report(document.type) else "[A/OL]"
    day = f"({document.issued})" if document.issued else ""
    authors = ", ".join(issuers).removesuffix(".")
    parts = [authors, f"{named}{kind}", f"{place}{day}[{today.isoformat()}]", address]
    return ". ".join(part for part in parts if part) + "."


def _source(document: Document, place: str, cells: Iterable[Cell], language: str) -> str:
    title = here(document.title)
    if language == "zh":
        number = f"（{document.number}）" if document.number else ""
        line = f"——《{title.translate(_INNER)}》{number}{place}"
    else:
        number = f" ({document.number})" if document.number else ""
        line = (f"— {place} of {title}" if place else f"— {title}") + number
    joint = "；" if language == "zh" else "; "
    return joint.join([line, *(said for cell in cells if (said := _whose(document, cell)))])


def _whose(document: Document, cell: Cell) -> str:
    """Whose words a text is that is not the issuer's own; a digest is never quoted without saying that it is one."""
    spoken = name_of("language", cell.language)
    if cell.kind == "digest":
        return gettext("%(language)s: a digest in the archive's own words", language=spoken)
    if cell.kind != "translation":
        return ""
    edition = document.edition(cell.language)
    by = edition.by if edition else None
    if by:
        return gettext("%(language)s: translation, %(by)s", language=spoken, by=by)
    return gettext("%(language)s: translation", language=spoken)
