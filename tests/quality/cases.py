"""A case: a file (kept or built) and what is right about it, from NAME.expected.yaml. The format is described in README.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

NEW_LINE = "⏎"
CASES = Path(__file__).parent / "cases"
_ENDING = ".expected.yaml"
_FACTS = ("title", "number", "issuers", "issued", "effective", "expires", "type", "level")
_OTHER_PARTS = ("part", "chapter", "section", "annex")
Truth = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Passage:
    """One segment as it must come out: id, label as printed, text (lines parted by ``\\n``)."""

    id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ExpectedDocument:
    """What is right about one document; ``facts`` holds only the facts that the file names, each a list of right answers."""

    facts: dict[str, list[Any]]
    passages: tuple[Passage, ...]
    relations: dict[str, list[tuple[str | None, str | None]]]
    citations: frozenset[tuple[Any, ...]] | None
    ignored: frozenset[str]
    articles: int | None
    printed_number: str | None
    titles: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The title as it is printed."""
        return str(self.facts.get("title", [""])[0] or "")


@dataclass(frozen=True, slots=True)
class Case:
    """A case with its shape (for the table), its file or how to build it, and what must and must not come out."""

    name: str
    shape: str
    folder: Path
    documents: tuple[ExpectedDocument, ...]
    build: Truth | None
    furniture: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    warnings: frozenset[str] = frozenset()
    may_warn: frozenset[str] = frozenset()
    ignored: tuple[str, ...] = ()
    error: str | None = None
    beside: tuple[Path, ...] = field(default=())


def load_cases(folder: Path = CASES) -> list[Case]:
    """All cases of a folder by name. Raises ValueError naming the file whose truth cannot be understood."""
    return [load_case(path) for path in sorted(folder.glob(f"*{_ENDING}"))]


def load_case(path: Path) -> Case:
    """One case; with ``of`` its documents are those of other cases."""
    truth = _truth(path)
    name = path.name.removesuffix(_ENDING)
    files = sorted(p for p in path.parent.glob(f"{name}.*") if p.is_file() and not p.name.endswith(_ENDING))
    if not files and "build" not in truth:
        raise ValueError(f"{path}: no file stands beside it and it has no `build:`")
    texts = [str(text) for text in truth.get("furniture", [])]
    return Case(
        name,
        truth.get("shape", "other"),
        path.parent,
        tuple(_document(d, path) for d in _documents(truth, path)),
        truth.get("build"),
        tuple(texts),
        tuple(truth.get("whole", [])),
        frozenset(truth.get("warnings", [])),
        frozenset(truth.get("may_warn", [])),
        tuple(truth.get("ignore_segments", [])),
        truth.get("error"),
        tuple(files),
    )


def _truth(path: Path) -> Truth:
    try:
        truth = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ValueError(f"{path}: not valid YAML: {error}") from error
    if isinstance(truth, dict):
        return truth
    raise ValueError(f"{path}: it must hold keys such as `documents:`")


def _documents(truth: Truth, path: Path) -> list[Truth]:
    names = truth.get("of", [])
    found: list[Truth] = []
    for name in [names] if isinstance(names, str) else names:
        found += _documents(_truth(path.with_name(f"{name}{_ENDING}")), path)
    found += truth.get("documents", [])
    return [{**document, **truth.get("but", {})} for document in found]


def _document(truth: Truth, path: Path) -> ExpectedDocument:
    passages = tuple(_passage(line, path) for line in truth.get("text", "").splitlines() if line.strip())
    own = [p for p in passages if p.id.rpartition("__")[2].startswith("art_")]
    citations = truth.get("citations")
    kinds = ("repeals", "based_on", "amends")
    return ExpectedDocument(
        facts={name: _answers(name, truth[name]) for name in _FACTS if name in truth},
        passages=passages,
        relations={kind: [tuple(pair) for pair in truth.get(kind, [])] for kind in kinds},
        citations=None if citations is None else frozenset(citation(*c) for c in citations),
        ignored=frozenset(truth.get("ignore_citations", [])),
        articles=truth.get("articles", len(own) or None),
        printed_number=truth.get("printed_number"),
        titles=tuple(truth.get("titles", {}).values()),
    )


def citation(segment: str, title: str, *place: int | str | dict[str, int] | None) -> tuple[Any, ...]:
    """One citation as it is compared.

    ``place``: article (an inserted article 第三条之一 is ``3-1``), paragraph, point, indent; or other parts by name
    (``annex``, ``part``, ``chapter``, ``section``) in a mapping that stands last.
    """
    named = next((part for part in place if isinstance(part, dict)), {})
    article, *below = (*(part for part in place if not isinstance(part, dict)), None, None, None, None)[:4]
    number, _, inserted = str(article or "").partition("-")
    return (segment, title, int(number or 0) or None, int(inserted or 0) or None, *below, *(named.get(n) for n in _OTHER_PARTS))


def _answers(name: str, value: Any) -> list[Any]:
    """The right answers: a list of values says that each of them is right."""
    if name == "issuers":
        return [[str(n) for n in names] for names in (value if value and isinstance(value[0], list) else [value])]
    values = value if isinstance(value, list) else [value]
    return [None if v is None else str(v) for v in values]


def _passage(line: str, path: Path) -> Passage:
    head, bar, text = line.partition(" | ")
    if not bar:
        raise ValueError(f"{path}: a passage is written `id label | text`, not {line[:60]!r}")
    segment_id, _, label = head.strip().partition(" ")
    return Passage(segment_id, label, text.replace(NEW_LINE, "\n"))
