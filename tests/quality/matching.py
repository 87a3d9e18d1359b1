"""Which document found is which document expected, and how texts are compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import product

from archive.parsing import Recognised
from tests.quality.cases import ExpectedDocument

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…·"
_LAYOUT_SPACE = re.compile(rf"(?<=[{_WIDE}])\s+|\s+(?=[{_WIDE}])")
_RULE = re.compile(r"^\|(?:\s*:?-+:?\s*\|)+$", re.MULTILINE)


def comparable(text: str) -> str:
    """A text without what layout may change: white space at Chinese characters, runs of spaces, a table's rule."""
    bare = re.sub(r"\s+", " ", _RULE.sub("", text)).strip()
    return re.sub(r"\s*\|\s*", "|", _LAYOUT_SPACE.sub("", bare))


def letters(text: str) -> Counter[str]:
    """The characters of a text that are no white space, no brackets that are normalised, no table lines."""
    return Counter(re.sub(r"[\s〔〕\[\]()（）|—–\-]", "", _RULE.sub("", text)))


def text_of(found: Recognised) -> str:
    """All that a found document holds: title, number and segments."""
    document = found.document
    held = [document.title.zh or "", document.title.en or "", document.number or ""]
    return "\n".join([*held, *(s.label + s.text for e in document.editions for s in e.segments)])


def expected_text(document: ExpectedDocument) -> str:
    """All that an expected document holds."""
    number = next(iter(document.facts.get("number", [])), None) or ""
    return "\n".join([document.title, *document.titles, number, *(p.label + p.text for p in document.passages)])


def match(
    expected: Sequence[ExpectedDocument], found: Sequence[Recognised]
) -> tuple[list[tuple[ExpectedDocument, Recognised]], list[ExpectedDocument], list[Recognised]]:
    """Pairs of an expected and a found document, the most alike first; what was missed; what was found in excess."""
    ranked = sorted(((_likeness(e, f), i, j) for (i, e), (j, f) in product(enumerate(expected), enumerate(found))), reverse=True)
    pairs: dict[int, int] = {}
    for likeness, i, j in ranked:
        if i not in pairs and j not in pairs.values() and likeness > 0:
            pairs[i] = j
    return (
        [(expected[i], found[j]) for i, j in sorted(pairs.items())],
        [e for i, e in enumerate(expected) if i not in pairs],
        [f for j, f in enumerate(found) if j not in pairs.values()],
    )


def _likeness(expected: ExpectedDocument, found: Recognised) -> float:
    document = found.document
    score = 2.0 * (document.number is not None and document.number in expected.facts.get("number", []))
    score += 2.0 * (document.title.best() in expected.facts.get("title", []))
    wanted, held = (Counter(_grams(text)) for text in (expected_text(expected), text_of(found)))
    common = sum((wanted & held).values())
    unknown = 0.01 if not expected.passages else 0.0  # a shuffled text: any document will do
    return score + unknown + 2 * common / max(1, wanted.total() + held.total())


def _grams(text: str) -> list[str]:
    bare = comparable(text)
    return [bare[i : i + 5] for i in range(len(bare) - 4)]
