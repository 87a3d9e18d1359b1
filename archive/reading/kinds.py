"""What kind of file it is: by how it begins, then by its name."""

from __future__ import annotations

import re
from pathlib import Path

from archive.errors import UnreadableFile

_BY_NAME = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html"}
_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_WORD_PART = b"word/"
_OPEN_DOCUMENT = re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument", re.DOTALL)
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_CONTAINER = b"\xd0\xcf\x11\xe0"
"""How old Office files and encrypted new ones begin (Compound File Binary)."""
_OTHER_KINDS: tuple[tuple[bytes | re.Pattern[bytes], str], ...] = (
    (_OPEN_DOCUMENT, "an OpenDocument file (.odt); open it in a word processor and save it as .docx"),
    (b"PK\x03\x04", "a ZIP file that is no Word document; unpack it and hand in the files in it"),
    (_CONTAINER, "an old Word or WPS file (.doc, .wps); open it in a word processor and save it as .docx"),
    (b"{\\rtf", "an RTF file; open it in a word processor and save it as .docx"),
    (b"\x89PNG", "a picture; recognise its text first (OCR) and hand in the .txt"),
    (b"\xff\xd8\xff", "a picture; recognise its text first (OCR) and hand in the .txt"),
)
_BEGINNING = 4096


def kind_of(data: bytes, path: Path) -> str:
    """``pdf``, ``docx``, ``html``, ``markdown`` or ``plain``. Raises UnreadableFile for a kind that cannot be read."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04") and _WORD_PART in data:
        return "docx"
    if data.startswith(_CONTAINER) and _ENCRYPTED_PART in data:
        raise UnreadableFile("the file is encrypted; open it with its password, remove the password, and save it again", path)
    for magic, kind in _OTHER_KINDS:
        if data.startswith(magic) if isinstance(magic, bytes) else magic.match(data):
            raise UnreadableFile(f"this is {kind}", path)
    if _HTML.match(data[:_BEGINNING]):
        return "html"
    return _BY_NAME.get(path.suffix.lower(), "plain")
