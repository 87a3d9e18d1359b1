"""Which words of a query, and which filters beside it, leave nothing to be found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from indexer import trees
from indexer.analysis.tokens import is_han
from indexer.engine import Filters, Reader
from indexer.query.expression import All, Either, Expression, Has, Issued, Most, Within, Words
from indexer.query.leaves import Leaf, content

Bounds = tuple[int, int] | None
ISSUED = "issued"


def missing(expression: Expression | None, reader: Reader) -> list[str]:
    """The words of an expression, as typed, that find no document by themselves, in their field where they have one; also
    ``facet:value`` and ``issued:from..to`` that no document has. What stands under a NOT is not asked for."""
    return [said for said, part in dict(_parts(expression)).items() if not finds(part, reader)]


def emptying(count: Callable[[Filters, Bounds], int], filters: Filters, issued: Bounds = None) -> list[str]:
    """Those of the chosen filters (facets, and ``issued`` for the bounds of the date) without which something is found.

    ``count``: how many documents the same words find under other filters.
    """
    chosen = [facet for facet, values in filters.items() if values]
    found = [facet for facet in chosen if count(_without(filters, facet), issued)]
    return found + ([ISSUED] if issued and count(filters, None) else [])


def finds(expression: Expression, reader: Reader) -> bool:
    """Whether any document matches."""
    return reader.documents(trees.for_documents(expression), filters={}, limit=0, facets=False).total > 0


def as_typed(leaf: Leaf) -> str:
    """A leaf as it may be shown: Latin words apart, Chinese characters together."""
    shown = ""
    for term in leaf.terms:
        apart = shown and not (is_han(shown[-1]) or is_han(term[0]) or not term[0].isalnum())
        shown += f" {term}" if apart else term
    return shown


def _parts(expression: Expression | None, field: str | None = None) -> Iterator[tuple[str, Expression]]:
    match expression:
        case Words(leaves=leaves, origin="typed"):
            for leaf in content(leaves):
                words = Words((leaf,))
                yield (f"{field}:{as_typed(leaf)}", Within(field, words)) if field else (as_typed(leaf), words)  # type: ignore[arg-type]
        case All(parts=parts) | Either(parts=parts) | Most(parts=parts):
            for part in parts:
                yield from _parts(part, field)
        case Within(field=inner, part=part):
            yield from _parts(part, inner)
        case Has(facet=facet, values=values):
            yield from ((f"{facet}:{value}", Has(facet, (value,))) for value in values)
        case Issued(first=first, last=last):
            yield f"{ISSUED}:{first}..{last}", expression


def _without(filters: Mapping[str, Sequence[str]], facet: str) -> Filters:
    return {name: values for name, values in filters.items() if name != facet}
