"""A reader's query → an expression. Whoosh's parser is used for the syntax only; all text is cut by ``leaves``.

``a b`` both, ``a OR b``, ``NOT a`` or ``-a``, ``"a b"`` as it stands, ``a*`` what begins with a, brackets for groups.
Nothing a reader types is an error but a text that is too long; what is no syntax is text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from whoosh.qparser import GroupPlugin, OperatorsPlugin, PhrasePlugin, PrefixPlugin, QueryParser, syntax

from archive.errors import BadQuery
from indexer.analysis.tokens import HAN
from indexer.query.expression import All, Either, Expression, Not, Words, every_leaf, wanted
from indexer.query.leaves import Leaf, cut_leaves, prefix_leaves, quoted_leaves

MAX_CHARACTERS = 2000
MAX_LEAVES = 64
_MAX_DEPTH = 16

_PLAIN = str.maketrans(
    {**dict.fromkeys("“”„‟〝〞＂「」『』﹁﹂﹃﹄", '"'), "（": "(", "）": ")", "﹙": "(", "﹚": ")", "＊": "*", "－": "-"}
)
_WIDE_OPERATOR = re.compile("ＡＮＤ|ＯＲ|ＮＯＴ")
_NUMBER = re.compile(
    rf'(?P<quoted>"[^"]*")|(?P<agency>[{HAN}]*)\s*[〔\[［【〖{{(]\s*(?P<year>\d{{4}})\s*[〕\]］】〗}})]\s*(?P<rest>第?\s*\d+\s*号?)'
)
"""A document number, 国卫医急发〔2024〕13号, in any brackets; quoted text is stepped over."""


def read(text: str) -> Expression | None:
    """The expression a query stands for; None where it has no words. Raises BadQuery when it is too long."""
    if len(text) > MAX_CHARACTERS:
        raise BadQuery(f"the query has {len(text)} characters; {MAX_CHARACTERS} are the most that can be searched for")
    expression = _expression(_parser().process(_prepared(text)))
    count = sum(1 for _ in every_leaf(expression))
    if count > MAX_LEAVES:
        raise BadQuery(
            f"the query has {count} words; {MAX_LEAVES} are the most. To find a passage as it stands, put it in quotation marks"
        )
    return expression


def leaves(text: str) -> tuple[Leaf, ...]:
    """What to mark in a text that a query found. Raises BadQuery."""
    return wanted(read(text))


@cache
def _parser() -> Any:
    plugins = [
        PhrasePlugin(expr=r'"(?P<text>[^"]*)"(?P<slop>)'),
        GroupPlugin(),
        PrefixPlugin(expr=r'(?P<text>(?!-)[^\s*()"]+)[*](?=[\s)]|$)'),
        OperatorsPlugin(Not=r"(^|(?<=[\s()]))(NOT(?=\s)|-(?=[^\s-]))", AndNot=None, AndMaybe=None, Require=None),
    ]
    return QueryParser("", None, plugins=plugins)


def _prepared(text: str) -> str:
    """Typed text with plain quotation marks and brackets; a document number's brackets are no syntax: it is quoted."""
    plain = re.sub(r"[\s\0]+", " ", text.translate(_PLAIN))
    plain = _WIDE_OPERATOR.sub(lambda m: unicodedata.normalize("NFKC", m[0]), plain)
    plain = _NUMBER.sub(lambda m: m["quoted"] or _quoted_number(m), plain)
    return plain if _depth(plain) <= _MAX_DEPTH else plain.translate(str.maketrans("()", "  "))


def _quoted_number(number: re.Match[str]) -> str:
    """A document number as a phrase, with its serial in canonical form; a - that excludes it stays in touch with it."""
    excluded = re.search(r"(?:^|[\s(])-$", number.string[: number.start()])
    serial = re.sub(r"^(第?\s*)0+(?=\d)", r"\1", number["rest"])
    return f'{"" if excluded else " "}"{number["agency"]}{number["year"]} {serial}" '


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        depth += (character == "(") - (character == ")" and depth > 0)
        deepest = max(deepest, depth)
    return deepest


def _expression(node: syntax.SyntaxNode) -> Expression | None:
    found: Expression | None = None  # what an operator stands for that stands alone
    match node:
        case PhrasePlugin.PhraseNode():
            found = _words(quoted_leaves(node.text))
        case PrefixPlugin.PrefixNode():
            found = _words(prefix_leaves(node.text))
        case syntax.WordNode():
            found = _words(cut_leaves(node.text))
        case syntax.NotGroup():
            part = _joined(All, _parts(node))
            found = Not(part) if part else None
        case syntax.OrGroup():
            found = _joined(Either, _parts(node))
        case syntax.AndGroup():
            found = _joined(All, _side_by_side(_parts(node)))
    return found


def _words(found: tuple[Leaf, ...]) -> Words | None:
    return Words(found) if found else None


def _parts(group: syntax.GroupNode) -> list[Expression]:
    return [part for part in map(_expression, group) if part]


def _side_by_side(parts: list[Expression]) -> list[Expression]:
    """Neighbouring words as one: what was typed next to each other may stand next to each other."""
    joined: list[Expression] = []
    for part in parts:
        if joined and isinstance(part, Words) and isinstance(joined[-1], Words):
            joined[-1] = Words(joined[-1].leaves + part.leaves)
        else:
            joined.append(part)
    return joined


def _joined(kind: type[All] | type[Either], parts: list[Expression]) -> Expression | None:
    if len(parts) > 1:
        return kind(tuple(parts))
    return parts[0] if parts else None
