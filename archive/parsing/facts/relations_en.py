"""What English sentences state of other works: in accordance with the X Law, the Y Measures shall be repealed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.model import Relation, RelationKind
from archive.parsing.citations.titles import TITLE, title_at
from archive.text.document_number import find_numbers

_BASIS = re.compile(
    r"\b(?:in accordance with|pursuant to|according to|in compliance with|on the basis of|based on|under)\s+"
    r"(?:the\s+(?:relevant\s+)?(?:provisions|requirements|stipulations)\s+of\s+)?(?=(?:the\s+)?[“\"]?[A-Z])(?P<works>[^.;]*)",
    re.IGNORECASE,
)
_IMPLEMENTS = re.compile(
    r"\b(?:to|for)\s+(?:(?:fully|earnestly|further|thoroughly|better)\s+)*(?:implement|carry\s+out|implementing|carrying\s+out)\s+"
    r"(?P<works>(?:the\s+)?[“\"]?[A-Z][^.;]*)"
)
_REPEALED = re.compile(
    r"\b(?:(?:be|is|are|were|was)\s+(?:simultaneously\s+|hereby\s+|concurrently\s+)?(?:repealed|annulled|abolished|superseded|invalidated|rescinded)"
    r"|cease(?:s|d)?\s+to\s+(?:be\s+(?:in\s+force|effective|valid)|have\s+effect)|null\s+and\s+void|become\s+invalid)"
    r"|\b(?:[Rr]epeals?|[Ss]upersedes?)\s+(?:the\s+)?(?P<behind>[A-Z])"
)
_AMENDS = re.compile(r"\b(?:Amending|Revising|Amendments?\s+(?:to|of)|Revision\s+of)\s+(?P<works>(?:the\s+)?[A-Z].*)")
_NUMBER_BEHIND = re.compile(r"[”\"]?\s*\((?P<number>[^()]*(?:\(\d{4}\)[^()]*)?)\)")
_SENTENCE = re.compile(r"(?<=[;])\s+|(?<!\bNo)\.\s+(?=[A-Z“\"(])")


def english_basis(texts: Sequence[str]) -> list[Relation]:
    """What opening sentences rest on."""
    return _stated("based on", _BASIS, texts)


def english_implemented(texts: Sequence[str]) -> list[Relation]:
    """What opening sentences carry out."""
    return _stated("implements", _IMPLEMENTS, texts)


def english_amended(title: str) -> list[Relation]:
    """What a title says is changed: Decision on Amending the X Law."""
    return _stated("amends", _AMENDS, [title])


def english_repeals(texts: Sequence[str]) -> list[Relation]:
    """What the sentences on repeal name: the works before the verb, or behind an active one."""
    found: list[Relation] = []
    for sentence in (sentence for text in texts for sentence in _SENTENCE.split(text)):
        if verb := _REPEALED.search(sentence):
            works = sentence[verb.start("behind") :] if verb["behind"] else sentence[: verb.start()]
            found += _works("repeals", works)
    return list(dict.fromkeys(found))


def _stated(kind: RelationKind, words: re.Pattern[str], texts: Sequence[str]) -> list[Relation]:
    clauses = (match["works"] for text in texts for match in words.finditer(text))
    return list(dict.fromkeys(relation for clause in clauses for relation in _works(kind, clause)))


def _works(kind: RelationKind, clause: str) -> Iterator[Relation]:
    position = 0
    while match := TITLE.search(clause, position):
        title = title_at(match)
        position = match.start() + len(title) if title else match.end()
        if title:
            behind = _NUMBER_BEHIND.match(clause, position)
            numbers = find_numbers(behind["number"]) if behind else []
            yield Relation(kind, title, str(numbers[0][2]) if numbers else None)
