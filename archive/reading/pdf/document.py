"""Opening a PDF: what cannot be opened is named with its remedy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pypdfium2 import PdfDocument, PdfiumError, raw

from archive.errors import UnreadableFile
from archive.reading.blocks import Limits

_DAMAGED = "this PDF is damaged or was cut short; fetch it again, or open it in a PDF program and save it anew"
_REMEDIES = {
    raw.FPDF_ERR_PASSWORD: "this PDF is encrypted; open it with its password and save it without one",
    raw.FPDF_ERR_SECURITY: "this PDF is encrypted in an unknown way; open it in a PDF program and save it without protection",
}


@contextmanager
def opened(data: bytes, path: Path, limits: Limits) -> Iterator[PdfDocument]:
    """The document of a file's bytes, closed at the end.

    Raises UnreadableFile where it is encrypted, damaged, without pages, or has more pages than the limits.
    """
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        raise UnreadableFile(_REMEDIES.get(getattr(error, "err_code", None) or 0, _DAMAGED), path) from error
    try:
        _check_pages(len(document), path, limits)
        yield document
    finally:
        document.close()


@contextmanager
def opened_page(document: PdfDocument, index: int) -> Iterator[tuple[Any, Any] | None]:
    """Page and text page of a document as PDFium's handles, closed at the end; None where the page is damaged."""
    page = raw.FPDF_LoadPage(document, index)
    text = raw.FPDFText_LoadPage(page) if page else None
    try:
        yield (page, text) if page and text else None
    finally:
        if text:
            raw.FPDFText_ClosePage(text)
        if page:
            raw.FPDF_ClosePage(page)


def _check_pages(count: int, path: Path, limits: Limits) -> None:
    if count < 1:
        raise UnreadableFile(_DAMAGED, path)
    if count > limits.pages:
        counts = f"the PDF has {count} pages, the limit is {limits.pages}"
        raise UnreadableFile(f"{counts}; split it, or raise the limit with --max-pages", path)
