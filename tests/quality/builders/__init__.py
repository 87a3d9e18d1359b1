"""Building a case's file from its truth: one description of a text, printed in many layouts."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tests.quality.cases import Case, load_case

_MODULES = {"txt": "text_files", "md": "text_files", "html": "web_pages", "pdf": "pdf_files", "docx": "word_files"}


def files_of(case: Case, folder: Path) -> list[Path]:
    """The case's file or pair of files: those beside its truth, or built into ``folder``."""
    if case.build is None:
        return list(case.beside)
    pair = case.build.get("pair")
    if pair is None:
        return [build(case, folder / f"{case.name}.{case.build['kind']}")]
    other = load_case(case.folder / f"{pair}.expected.yaml")
    return [build(case, folder / f"{case.name}.zh.txt"), build(other, folder / f"{case.name}.en.txt")]


def build(case: Case, path: Path) -> Path:
    """Write the case's file. Raises ValueError for a kind of file that no builder makes."""
    options = case.build or {}
    if options.get("kind") not in _MODULES:
        raise ValueError(f"{case.name}: `build: kind` is one of {', '.join(_MODULES)}")
    path.write_bytes(import_module(f"tests.quality.builders.{_MODULES[options['kind']]}").made(case.documents, options))
    return path
