"""Markdown, from documents and from our own pages, to HTML that can do no harm."""

from __future__ import annotations

from functools import lru_cache

import nh3
from markdown import Markdown
from markupsafe import Markup

_TAGS = {
    "a", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h1", "h2", "h3", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "h2": {"id"}, "h3": {"id"}}


@lru_cache(maxsize=256)
def prose(markdown: str) -> Markup:
    """Sanitised HTML: no scripts, styles, images or frames; links only to http, https and this site."""
    html = Markdown(extensions=["attr_list", "def_list", "tables"], output_format="html").convert(markdown)
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https"}, link_rel="noopener noreferrer")
    return Markup(clean)  # noqa: S704 - nh3 has just cleaned it
