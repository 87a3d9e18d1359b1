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
_ATTRIBUTES = {"a": {"href", "title"}}
_OF_PAGES = {**_ATTRIBUTES, "h2": {"id"}, "h3": {"id"}}


@lru_cache(maxsize=256)
def prose(markdown: str, *, whole_page: bool = False) -> Markup:
    """Sanitised HTML: no scripts, styles, images or frames; links only to http, https and this site.

    Text inside a page has neither a first-level heading nor ids, which could be those of the page's own passages.
    """
    html = Markdown(extensions=["attr_list", "def_list", "tables"], output_format="html").convert(markdown)
    tags, attributes = (_TAGS, _OF_PAGES) if whole_page else (_TAGS - {"h1"}, _ATTRIBUTES)
    clean = nh3.clean(html, tags=tags, attributes=attributes, url_schemes={"http", "https"}, link_rel="noopener noreferrer")
    return Markup(clean)  # noqa: S704 - nh3 has just cleaned it
