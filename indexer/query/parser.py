"""Whoosh's parser with the plugins in use; every pattern is bounded or anchored, so that it is linear in the text."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from whoosh.qparser import BoostPlugin, FieldsPlugin, GroupPlugin, OperatorsPlugin, PhrasePlugin, QueryParser, RangePlugin, syntax
from whoosh.qparser.taggers import RegexTagger

from archive.text.folding import fold
from indexer.query.fields import names

_WORD_BEGINS = r"(?<![^\s():])"
_WORD_ENDS = r"(?=[\s()^]|$)"
_RANGE = re.compile(
    r"(?P<open>[\[{])(?P<start>[^\[\]{}()]{0,40}?)(?:\b(?:TO|to)\b|至|到)(?P<end>[^\[\]{}()]{0,40}?)(?P<close>[\]}])"
)
_UNKNOWN_FIELD = re.compile(r"(?!https?:|ftp:)(?P<name>[^\W\d_][\w]{1,19}):(?=[^\s/:])")


class PatternNode(syntax.TextNode):  # type: ignore[misc]
    """Text that ends in a pattern: donat*, d?n*r, donor~1."""


@cache
def parser() -> Any:
    """The parser; it keeps nothing of what it reads."""
    plugins = [
        _Quotations(),
        GroupPlugin(),
        RangePlugin(_RANGE),
        _Patterns(),
        _Fields(),
        BoostPlugin(r"\^(?P<boost>\d{1,3}(?:\.\d{1,3})?)(?=[\s)]|$)"),
        OperatorsPlugin(Not=r"(^|(?<=[\s()]))(NOT(?=\s)|-(?=[^\s-]))", AndNot=None, AndMaybe=None, Require=None),
    ]
    return QueryParser("", None, plugins=plugins)


def unknown_field(word: str) -> str | None:
    """The name in front of a colon, which no field has."""
    match = _UNKNOWN_FIELD.match(word)
    return match["name"] if match and fold(match["name"]) not in names() else None


class _Quotations(PhrasePlugin):  # type: ignore[misc]
    """``"a b"`` and ``"a b"~5``; without a number the slop is None."""

    class Tagger(RegexTagger):  # type: ignore[misc]
        def create(self, _parser: Any, match: re.Match[str]) -> Any:
            slop = match["slop"]
            return PhrasePlugin.PhraseNode(match["text"], match.start("text"), int(slop) if slop else None)

    def taggers(self, _parser: Any) -> list[tuple[Any, int]]:
        return [(self.Tagger(r'"(?P<text>[^"]*)"(?:~(?P<slop>\d{1,3}))?'), 0)]


class _Patterns(RegexTagger):  # type: ignore[misc]
    """A wildcard inside or at either end of a word (a question mark at its end asks), or a tilde behind it."""

    def __init__(self) -> None:
        super().__init__(
            rf'{_WORD_BEGINS}(?!-)(?P<text>[^\s()":*?~^]*(?:\*|\?(?=\w)|(?<=\w)~[0-9]?{_WORD_ENDS})[^\s()":^~]*){_WORD_ENDS}'
        )

    def create(self, _parser: Any, match: re.Match[str]) -> Any:
        return PatternNode(match["text"])

    def taggers(self, _parser: Any) -> list[tuple[Any, int]]:
        return [(self, 0)]

    def filters(self, _parser: Any) -> list[Any]:
        return []


class _Fields(FieldsPlugin):  # type: ignore[misc]
    """``title:`` by any of its names; any other name is text."""

    class Tagger(RegexTagger):  # type: ignore[misc]
        def create(self, _parser: Any, match: re.Match[str]) -> Any:
            field = names().get(fold(match["text"]))
            return syntax.FieldnameNode(field, match[0]) if field else None

    def __init__(self) -> None:
        super().__init__(remove_unknown=False)

    def taggers(self, _parser: Any) -> list[tuple[Any, int]]:
        return [(self.Tagger(r"(?<![^\s()-])(?P<text>[^\W\d_]{1,16}):\s*"), 0)]
