"""The five real files, where they lie beside the repository: their facts, which were read off the printed pages by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.printed_facts import GAZETTE, HEBEI, REPEALS
from tests.quality.cases import Case, ExpectedDocument
from tests.quality.measures import measure_files
from tests.quality.tallies import Score

SHAPE = "the five source files"
_NAMES = ("number", "title", "issuers", "type", "issued", "effective")


def score_sources(folder: Path) -> Score:
    """The score over the five files; empty where they are not there."""
    score = Score()
    for serial, documents, warnings in _cases():
        for path in sorted(folder.glob(f"{serial}_*.txt")):
            case = Case(
                path.name, SHAPE, folder, tuple(documents), None, _FURNITURE.get(serial, ()), (), frozenset(warnings), _MAY_WARN
            )
            score += measure_files(case, [path])
    return score


_MAY_WARN = frozenset({"left out", "both languages"})
_FURNITURE = {"000": ("Well-known member", "Advertisement"), "003": ("公报 2024·4", "- 6 -"), "002": ("—2—",)}


def _cases() -> list[tuple[str, list[ExpectedDocument], list[str]]]:
    gazette = [_document(dict(zip(_NAMES, row, strict=False)), row[6] or None, REPEALS.get(str(row[0]), [])) for row in GAZETTE]
    hebei = {
        "number": "冀卫医急函〔2024〕33号",
        "title": "关于促进全省人体器官捐献工作健康发展的实施意见",
        "issuers": HEBEI,
        "type": "意见",
        "issued": "2024-07-05",
        "level": "provincial",
    }
    plan = {"title": "新疆维吾尔自治区人体器官移植医院设置规划(2024—2030年)", "type": "规划"}  # half-width, as printed
    return [
        ("000", [_document(plan), _document({"number": None, "type": None})], []),
        ("001", [_document({"number": None})], ["shuffled", "injected"]),
        ("002", [_document(hebei)], []),
        ("003", gazette, ["no date", "no issuer"]),
        ("004", [_document({"number": None, "type": None})], []),
    ]


def _document(
    facts: dict[str, Any], articles: int | None = None, repeals: list[tuple[str | None, str | None]] | None = None
) -> ExpectedDocument:
    answers = {
        name: [value if isinstance(value, list) else None if value is None else str(value)] for name, value in facts.items()
    }
    relations = {"repeals": repeals or []}  # what else they rest on was not read off by hand
    return ExpectedDocument(answers, (), relations, None, frozenset(), articles, None)
