"""Bilingual manuals in Debian packages: found where they are installed, or fetched with ``apt-get download`` into a cache."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_DOC = "usr/share/doc"
_PATIENCE = 120
_LANGUAGE = re.compile(r"\.(?:en|zh-cn|zh)(?=\.html$)")


class NotToBeHad(Exception):
    """A package that could not be fetched, with apt's reason."""


@dataclass(frozen=True, slots=True)
class Manual:
    """A manual in two languages: the packages that hold it, and the folders of its pages (below the root of the system)."""

    name: str
    packages: tuple[str, ...]
    zh: str
    en: str


MANUALS = (
    Manual(
        "debian-reference",
        ("debian-reference-zh-cn", "debian-reference-en"),
        "usr/share/debian-reference",
        "usr/share/debian-reference",
    ),
    Manual("maint-guide", ("maint-guide-zh-cn", "maint-guide"), f"{_DOC}/maint-guide-zh-cn/html", f"{_DOC}/maint-guide/html"),
    Manual("debian-faq", ("debian-faq-zh-cn", "debian-faq"), f"{_DOC}/debian/FAQ/zh-cn", f"{_DOC}/debian/FAQ"),
    Manual("debian-handbook", ("debian-handbook",), f"{_DOC}/debian-handbook/html/zh-CN", f"{_DOC}/debian-handbook/html/en-US"),
    Manual(
        "installation-guide",
        ("installation-guide-amd64",),
        f"{_DOC}/installation-guide-amd64/zh_CN",
        f"{_DOC}/installation-guide-amd64/en",
    ),
    Manual("kicad", ("kicad-doc-zh", "kicad-doc-en"), f"{_DOC}/kicad/help/zh", f"{_DOC}/kicad/help/en"),
    Manual("omegat", ("omegat",), f"{_DOC}/omegat/html/zh_CN", f"{_DOC}/omegat/html/en"),
)


def unpacked(manual: Manual, cache: Path | None) -> tuple[Path, ...]:
    """The roots below which the manual's files stand: the system's own, or (with a cache) folders that are filled if need be.

    Raises NotToBeHad where neither is possible.
    """
    system = Path("/")
    if any(pages_of(manual, (system,))):
        return (system,)
    if cache is None:
        raise NotToBeHad(f"{manual.name}: not installed ({', '.join(manual.packages)})")
    return tuple(_fetched(package, cache) for package in manual.packages)


def pages_of(manual: Manual, roots: tuple[Path, ...]) -> Iterator[tuple[str, Path, Path]]:
    """The pages that stand in both languages: name without the language, Chinese file, English file."""
    zh, en = (dict(_named(roots, folder, side)) for folder, side in ((manual.zh, "zh"), (manual.en, "en")))
    return ((name, zh[name], en[name]) for name in sorted(zh.keys() & en.keys()))


def _named(roots: tuple[Path, ...], folder: str, side: str) -> Iterator[tuple[str, Path]]:
    other = re.compile(r"\.en\.html$" if side == "zh" else r"\.zh(-cn)?\.html$")
    for root in roots:
        for path in (root / folder).glob("*.html"):
            if not other.search(path.name):
                yield _LANGUAGE.sub("", path.name), path


def _fetched(package: str, cache: Path) -> Path:
    """The folder a package is unpacked in; fetched only once."""
    folder = cache / package
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    _called("apt-get", "download", "-q", package, cwd=cache)
    archive = max(cache.glob(f"{package}_*.deb"), key=lambda path: path.stat().st_mtime)
    half = cache / f".{package}"
    _called("dpkg-deb", "-x", archive.name, half.name, cwd=cache)
    half.rename(folder)
    archive.unlink()
    return folder


def _called(*command: str, cwd: Path) -> None:
    try:
        run = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotToBeHad(f"{command[-1]}: {error}") from error
    if run.returncode:
        raise NotToBeHad(f"{command[-1]}: {run.stderr.strip().rpartition(chr(10))[2] or command[0]}")
