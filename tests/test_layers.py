"""The import rule: the folders show the way the text goes, and it goes one way."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("archive", "indexer", "web")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in FILES}


def imports(name: str) -> Iterator[tuple[str, int]]:
    """What a module imports (also inside functions and under TYPE_CHECKING), as full module names, with the line."""
    path = MODULES[name]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = name if path.name == "__init__.py" else name.rpartition(".")[0]
            base = ".".join(package.split(".")[: len(package.split(".")) + 1 - node.level]) if node.level else ""
            source = ".".join(filter(None, [base, node.module]))
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                yield (inner if inner in MODULES else source), node.lineno


IMPORTS = {name: list(imports(name)) for name in MODULES}


def matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(name == p or name.startswith(f"{p}.") or fnmatch(name, p) for p in patterns)


OURS = PACKAGES
KEEPING = ("archive.store", "archive.intake", "archive.history", "archive.catalogue")
WEB_FRAMEWORK = ("flask", "flask_babel", "werkzeug")
# who → what it must not import → unless it is one of these
FORBIDDEN = [
    (("archive.model",), OURS, ("archive.model",)),
    (("archive.errors",), OURS, ()),
    (("archive",), ("indexer", "web"), ("archive.cli", "archive.__main__")),
    (("indexer",), ("web",), ()),
    (("archive.text",), OURS, ("archive.text", "archive.data", "archive.model", "archive.errors")),
    (("archive.data",), OURS, ("archive.data", "archive.model", "archive.errors")),
    (("archive.reading",), ("archive.parsing", "archive.storage", *KEEPING), ()),
    (("archive.parsing",), ("archive.storage", *KEEPING), ()),
    (("archive.storage",), ("archive.parsing", "archive.reading", *KEEPING), ()),
    (("archive.alignment",), ("archive.storage", "archive.reading", "archive.parsing", *KEEPING), ()),
    (("archive.terminology",), ("archive.storage", "archive.reading", "archive.parsing", *KEEPING), ()),
    (("archive.exchange",), ("archive.storage", "archive.parsing", *KEEPING), ()),
    (("archive.comparing",), ("archive.storage", "archive.reading", *KEEPING), ()),
    (("archive.validity", "archive.citing", "archive.relations"), ("archive.storage", "archive.reading", *KEEPING), ()),
    (("archive.history",), ("archive.reading", "archive.parsing", "archive.intake", "archive.catalogue"), ()),
]
# library → the only places that may import it
ONLY_IN = [
    (("jieba",), ("indexer",)),
    (("whoosh", "tantivy"), ("indexer",)),
    (WEB_FRAMEWORK, ("web",)),
    (("sqlite3",), ("archive.catalogue",)),
    (("pypdfium2",), ("archive.reading.pdf",)),
    (("archive.checks",), ("archive.checks", "archive.cli")),  # it looks at everything, nothing looks back
    (("archive.cli",), ("archive.cli", "archive.__main__")),  # python -m archive is the command line
]


@pytest.mark.parametrize(("who", "what", "allowed"), FORBIDDEN, ids=lambda value: "+".join(value) or "-")
def test_the_text_goes_one_way(who: tuple[str, ...], what: tuple[str, ...], allowed: tuple[str, ...]) -> None:
    # allowed names a part of what is forbidden (text may import text), or of who is meant (the CLI may import anything)
    wrong = [
        f"{name}:{line} imports {imported}"
        for name, found in IMPORTS.items()
        if matches(name, who) and not (matches(name, allowed) and who == ("archive",))
        for imported, line in found
        if matches(imported, what) and not matches(imported, allowed)
    ]
    assert wrong == []


def test_no_two_rooms_of_the_indexer_need_each_other() -> None:
    rooms: dict[str, set[str]] = {}
    for name, found in IMPORTS.items():
        if matches(name, ("indexer.*",)):
            others = (imported.split(".") for imported, _ in found if matches(imported, ("indexer.*",)))
            rooms.setdefault(name.split(".")[1], set()).update(parts[1] for parts in others)
    order = list(TopologicalSorter({room: needed - {room} for room, needed in rooms.items()}).static_order())
    assert order.index("engine") < order.index("query") < order.index("showing") < order.index("search")


@pytest.mark.parametrize(("library", "places"), ONLY_IN, ids="+".join)
def test_a_library_has_one_place(library: tuple[str, ...], places: tuple[str, ...]) -> None:
    wrong = [
        f"{name}:{line} imports {imported}"
        for name, found in IMPORTS.items()
        if not matches(name, places)
        for imported, line in found
        if matches(imported, library)
    ]
    assert wrong == []


def test_the_reader_of_imports_sees_them() -> None:
    assert {"hashlib", "archive.model", "archive.storage.atomic"} <= {name for name, _ in IMPORTS["archive.store"]}
    assert "archive.store" in {name for name, _ in IMPORTS["archive.cli.taking_in"]}  # inside a function
    assert any(matches(name, ("jieba",)) for found in IMPORTS.values() for name, _ in found)
    assert any(matches(name, ("flask",)) for found in IMPORTS.values() for name, _ in found)


# other people's libraries are imported once, before the forks: only our modules have to start from nothing
_EACH_ALONE = """
import importlib, os, sys, traceback
libraries, names = (argument.split() for argument in sys.argv[1:])
for name in libraries:
    importlib.import_module(name)
failed = []
for name in names:
    child = os.fork()
    if child == 0:
        try:
            importlib.import_module(name)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        failed.append(name)
sys.exit(", ".join(failed) or 0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="forks one child a module")
@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_imports_alone(package: str) -> None:
    names = [name for name in MODULES if matches(name, (package,)) and not name.endswith("__main__")]
    others = {imported for name in names for imported, _ in IMPORTS[name] if not matches(imported, OURS)}
    libraries = sorted(name for name in others if "._" not in name)  # a private module may be there for type checkers only
    done = subprocess.run(
        [sys.executable, "-c", _EACH_ALONE, " ".join(libraries), " ".join(names)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("heavy", ["jieba", "whoosh", "flask", "opencc", "bs4"])
def test_the_command_line_starts_without_heavy_libraries(heavy: str) -> None:
    code = f"import sys, archive.cli.main; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
