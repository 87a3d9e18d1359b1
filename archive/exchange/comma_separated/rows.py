"""The rows of a CSV or TSV file: encoding, separator and quotation marks are recognised."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal

from archive.errors import Problem, UnreadableFile
from archive.exchange.facts import ReadLimits
from archive.reading.decoding import encoding_of

SAMPLE_ROWS = 50
_SAMPLE = 1 << 18
_SEPARATORS = "\t,;|"
Row = tuple[int, list[str]]
"""The line where a row begins, and its cells."""


def rows(file: BinaryIO, path: Path, problems: list[Problem], limits: ReadLimits) -> Iterator[Row]:
    """The rows that are not empty. Raises UnreadableFile for what is no text and where the quotation marks do not close."""
    text = _opened(file, path, problems)
    csv.field_size_limit(max(csv.field_size_limit(), limits.unit_bytes))
    line = 1
    try:
        start = text.read(_SAMPLE)
        text.seek(0)
        separator, quoting = _separator(start)
        reader = csv.reader(_lines(text, path, limits), delimiter=separator, quoting=quoting, strict=True)
        for cells in reader:
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(f"this row cannot be read ({error}); mend its quotation marks", path, line) from error
    except UnicodeDecodeError as error:
        encoding = text.encoding.removesuffix("-sig")
        where = _damaged_line(file, encoding)
        raise UnreadableFile(f"is damaged, or not in {encoding}; save it as UTF-8", path, where or line) from error
    finally:
        text.detach()  # the file is closed by who opened it


def _damaged_line(file: BinaryIO, encoding: str) -> int | None:
    """The line where a file is not in an encoding; None where lines cannot be told before it is decoded."""
    if "16" in encoding or "32" in encoding:
        return None
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    for number, line in enumerate(file, 1):
        try:
            decoder.decode(line)
        except UnicodeDecodeError:
            return number
    return None


def _opened(file: BinaryIO, path: Path, problems: list[Problem]) -> io.TextIOWrapper:
    """The text of a file, line ends as they stand; a guessed encoding is told. Raises UnreadableFile where it cannot be told."""
    sample = file.read(_SAMPLE)
    file.seek(0)
    encoding = encoding_of(sample[: sample.rfind(b"\n") + 1] or sample if len(sample) == _SAMPLE else sample, path)
    if "utf" not in encoding:
        message = f"the encoding was taken to be {encoding.upper()}; if the text is garbled, save the file as UTF-8"
        problems.append(Problem("note", message, 1, path))
    return io.TextIOWrapper(file, "utf-8-sig" if encoding == "utf-8" else encoding, newline="")


def _lines(text: io.TextIOWrapper, path: Path, limits: ReadLimits) -> Iterator[str]:
    """Lines with their ends; a byte order mark that the encoding left is taken away."""
    mark = "\ufeff"
    while line := text.readline(limits.unit_bytes):
        if len(line) == limits.unit_bytes:
            raise UnreadableFile(f"one line has more than {limits.unit_bytes / 1e6:.0f} MB; split it, or raise the limit", path)
        yield line.removeprefix(mark)
        mark = ""


def _separator(sample: str) -> tuple[str, Literal[0, 3]]:
    """The separator that cuts most rows of a sample into the same number of cells, more than one; and how cells are quoted.

    A tab-separated file whose quotation marks do not work out has none that mean anything.
    """
    best, found = (0.0, 0), (",", csv.QUOTE_MINIMAL)
    for separator in _SEPARATORS:
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE) if separator == "\t" else (csv.QUOTE_MINIMAL,):
            counted = Counter(map(len, _sampled(sample, separator, quoting)))
            width, rows = max(
                ((width, rows) for width, rows in counted.items() if width > 1), key=lambda one: one[1], default=(0, 0)
            )
            likely = (rows / max(1, counted.total()), width)
            if likely > best:
                best, found = likely, (separator, quoting)
    return found  # type: ignore[return-value]


def _sampled(sample: str, separator: str, quoting: Literal[0, 3]) -> list[list[str]]:
    """The first rows of a sample; none where the quotation marks do not work out before the place where it may be cut off."""
    is_cut = len(sample) == _SAMPLE
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator, quoting=quoting, strict=True):
            rows += [row] if row else []
            if len(rows) == SAMPLE_ROWS:
                return rows
    except csv.Error:
        return rows if is_cut else []
    return rows[:-1] if is_cut and len(rows) > 1 else rows
