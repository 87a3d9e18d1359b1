r"""Characters that a format cannot hold, written so that they come back.

XML 1.0 has no control characters (but tab and line ends), no lone surrogates, no U+FFFE and U+FFFF. They are written
``_xHHHH_``, as Office Open XML does (ISO/IEC 29500-1, 22.4.2.4, bstr); an underscore that would read as the beginning of such a
form is itself written ``_x005F_``. Nothing else is touched: ``_x0041_`` in a file is just these seven characters.
"""

from __future__ import annotations

import re

_CODE = r"x(00(?:0[0-8BCDEFbcdef]|1[0-9A-Fa-f]|5[Ff])|[Dd][89A-Fa-f][0-9A-Fa-f]{2}|[Ff]{3}[EFef])"
_FORBIDDEN = r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
_FORM = re.compile(f"_{_CODE}_")
_TO_ESCAPE = re.compile(f"{_FORBIDDEN}|_(?={_CODE})")
_WITH_RETURNS = re.compile(f"{_FORBIDDEN}|\r|_(?={_CODE})")
_LONE = re.compile("[\ud800-\udfff]")
_SURROGATES = re.compile(f"[\ud800-\udfff]|_(?={_CODE})")


def escaped(text: str, *, returns: bool = False) -> str:
    """A text as XML can hold it. ``returns``: carriage returns too, for places where they would become line feeds."""
    return (_WITH_RETURNS if returns else _TO_ESCAPE).sub(_form, text)


def encodable(text: str) -> str:
    """A text as UTF-8 can hold it: only lone surrogates are written as forms."""
    return _SURROGATES.sub(_form, text)


def restored(text: str) -> str:
    """The text that ``escaped`` or ``encodable`` was given."""
    return _FORM.sub(lambda form: chr(int(form[1], 16)), text) if "_x" in text else text


def without_halves(text: str) -> tuple[str, int]:
    """A text whose lone surrogates are U+FFFD, and how many there were: halves of characters, which no file here can hold."""
    return _LONE.subn("\ufffd", text)


def _form(character: re.Match[str]) -> str:
    return f"_x{ord(character[0]):04X}_"
