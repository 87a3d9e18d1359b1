"""The edges of printed pages: a style sheet of each document's own, since only CSS can write there, and none inline."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.model import Document


def page_rules(document: Document, address: str) -> str:
    """``@page`` rules: title and number at the head, address and page number at the foot."""
    titles = "  ".join(title for title in (document.title.zh, document.number) if title) or document.title.best()
    return (
        "@page {\n"
        f"  @top-left {{ content: {css_string(titles)}; }}\n"
        f"  @bottom-left {{ content: {css_string(address)}; }}\n"
        '  @bottom-right { content: counter(page) " / " counter(pages); }\n'
        "}\n"
    )


def css_string(text: str) -> str:
    """A CSS string with everything escaped that could end it or a rule."""
    return '"' + "".join(c if c.isalnum() or c in " -.,:/()（）〔〕《》、·" else f"\\{ord(c):x} " for c in text) + '"'
