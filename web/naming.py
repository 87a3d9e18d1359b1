"""Names of things in the language of the interface, for templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from archive import data
from archive.model import Bilingual, PartialDate
from archive.text.provision_names import provision_name
from archive.text.sentences import has_han
from web import messages
from web.messages import gettext

if TYPE_CHECKING:
    from datetime import date

    from flask import Flask

LANG = {"zh": "zh-Hans", "en": "en"}
"""BCP 47 tags for ``lang`` attributes, by the archive's language codes."""


def setup(app: Flask) -> None:
    """Make the names known to templates."""
    app.jinja_env.globals.update(
        name_of=name_of,
        facet_name=facet_name,
        fact_name=fact_name,
        reverse_name=reverse_name,
        in_words=in_words,
        is_report=data.is_report,
        provision_name=provision_name,
        lang_of=LANG,
        chinese=chinese,
        is_web_address=is_web_address,
    )
    app.jinja_env.filters.update(here=here, day=day)


def name_of(kind: str, value: str) -> str:
    """A facet value or another value of a closed list, in the interface language."""
    return here(data.label(kind, value)) or value


def here(name: Bilingual) -> str:
    """A bilingual name in the interface language, else in the other."""
    return name.best(messages.interface_language())


def day(value: date | PartialDate | None) -> str:
    """A date in words, or an empty string."""
    return messages.format_date(value) if value else ""


def fact_name(key: str) -> str:
    """What a key of ``document.yaml`` is called on the page."""
    names = {"number": gettext("Number"), "issued": gettext("Issued"), "issuers": gettext("Issuer"), "source": gettext("Source")}
    return names.get(key) or facet_name(key)


def facet_name(facet: str) -> str:
    """The heading over a facet's values."""
    names = {
        "issuer": gettext("Issuer"),
        "type": gettext("Type"),
        "level": gettext("Level"),
        "region": gettext("Region"),
        "year": gettext("Year"),
        "topic": gettext("Topic"),
        "status": gettext("Status"),
        "edition": gettext("Edition"),
        "language": gettext("Language of the text"),
    }
    return names.get(facet, facet)


def reverse_name(kind: str) -> str:
    """A relation seen from its target."""
    names = {
        "based on": gettext("basis of"),
        "implements": gettext("implemented by"),
        "repeals": gettext("repealed by"),
        "amends": gettext("amended by"),
        "cites": gettext("cited by"),
        "annex of": gettext("has as annex"),
        "opposing account": gettext("opposed by"),
    }
    return names.get(kind, kind)


def in_words(view: str) -> str:
    """A view of the document page, for screen readers."""
    names = {"zh": gettext("Chinese only"), "both": gettext("Both languages"), "en": gettext("English only")}
    return names[view]


def chinese(text: str) -> Markup:
    """The ``lang`` attribute of a name in an unsaid language: Chinese where it has Chinese characters."""
    return Markup(' lang="{}"').format(LANG["zh" if has_han(text) else "en"])


def is_web_address(url: str | None) -> bool:
    """Whether an address can be linked: http or https only."""
    return bool(url) and str(url).startswith(("http://", "https://"))
