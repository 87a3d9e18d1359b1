"""The interface's own words. Message ids are English; the .po files are read as they are, nothing is compiled into the tree.

This module is the only door to Flask-Babel, which has no types of its own.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

import flask_babel  # type: ignore[import-untyped]
from babel.dates import format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import g

from archive.model import PartialDate
from archive.text.dates import first_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from flask import Flask

TRANSLATIONS = Path(__file__).parent / "translations"


class PoDomain(flask_babel.Domain):  # type: ignore[misc] # untyped base
    """A domain that loads ``messages.po``, once a language, where Flask-Babel's own wants a compiled ``messages.mo``."""

    def get_translations(self) -> NullTranslations:
        """The messages of the current interface language; English, the language of the ids, needs none."""
        locale = str(flask_babel.get_locale())
        if locale not in self.cache:
            self.cache[locale] = load_messages(TRANSLATIONS / locale / "LC_MESSAGES" / "messages.po")
        return cast("NullTranslations", self.cache[locale])


class PoBabel(flask_babel.Babel):  # type: ignore[misc] # untyped base
    """Flask-Babel over .po files."""

    @cached_property
    def domain_instance(self) -> PoDomain:
        """The one domain there is."""
        return PoDomain()


def load_messages(path: Path) -> NullTranslations:
    """The messages of a .po file; without the file, a catalogue that gives every id back."""
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source))
    compiled.seek(0)
    return Translations(compiled)


def setup(app: Flask, locale_selector: Callable[[], str]) -> None:
    """Give the application its messages; ``locale_selector`` says which language a request wants."""
    PoBabel(app, locale_selector=locale_selector)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined] # the i18n extension's; Flask-Babel's look all up anew
        lambda message: _translations().gettext(message),
        lambda singular, plural, num: _translations().ngettext(singular, plural, num),
        newstyle=True,
    )


def gettext(message: str, **values: object) -> str:
    """A message in the interface language, with ``%(name)s`` filled in."""
    said = _translations().gettext(message)
    return said % values if values else said


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """What is said inside is said in this language, whatever that of the interface is."""
    before = g.pop("translations", None)
    with flask_babel.force_locale(language):
        yield
    g.pop("translations", None)
    if before:
        g.translations = before


def _translations() -> NullTranslations:
    """The messages of the interface language, looked up once a request: a page says a hundred."""
    if "translations" not in g:
        g.translations = flask_babel.get_domain().get_translations()
    return cast("NullTranslations", g.translations)


def interface_language() -> str:
    """``zh`` or ``en``."""
    return str(flask_babel.get_locale() or "en")


def format_date(day: date | PartialDate) -> str:
    """A date as the interface language writes it: 2024年4月15日, April 15, 2024; 2023年12月, December 2023; 2024年, 2024."""
    if isinstance(day, PartialDate):
        skeleton = "yMMMM" if day.month else "y"
        return format_skeleton(skeleton, first_day(day), locale=flask_babel.get_locale())
    return cast("str", flask_babel.format_date(day, "long"))
