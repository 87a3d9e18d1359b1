"""Speed and memory: a statute collection of 1 MB and a file of 20 MB, each inspected in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archive.text.numerals import parse_numeral

_PATIENCE = 300
_UNITS = "零一二三四五六七八九"
_PROGRAM = """
import json, resource, sys, time
from pathlib import Path
from archive.intake.inspection import inspect
from archive.reading import Limits
start = time.perf_counter()
found = inspect([Path(sys.argv[1])], Limits())
seconds = time.perf_counter() - start
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"seconds": round(seconds, 2), "cpu_seconds": round(used.ru_utime + used.ru_stime, 2),
                  "peak_mb": used.ru_maxrss // 1024,
                  "documents": len(found.documents),
                  "segments": sum(len(d.edition.segments) for d in found.documents)}))
"""


def speeds(folder: Path) -> list[dict[str, Any]]:
    """Seconds and peak memory (MB) for each size of file."""
    return [_measured(folder, size) for size in (1_000_000, 20_000_000)]


def line(speed: dict[str, Any]) -> str:
    """One speed as a line of the table."""
    if "error" in speed:
        return f"{speed['bytes'] / 1e6:5.1f} MB: {speed['error']}"
    return (
        f"{speed['bytes'] / 1e6:5.1f} MB: {speed['seconds']:7.2f} s ({speed['cpu_seconds']:.2f} s of processor), "
        f"peak {speed['peak_mb']} MB, {speed['documents']} documents, {speed['segments']} segments"
    )


def _measured(folder: Path, size: int) -> dict[str, Any]:
    path = folder / f"collection-{size}.txt"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(collection(size))
    held = {"bytes": path.stat().st_size}
    try:
        run = subprocess.run(
            [sys.executable, "-c", _PROGRAM, str(path)], capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return {**held, "error": f"not done in {_PATIENCE} seconds"}
    if run.returncode:
        return {**held, "error": run.stderr.strip().rpartition("\n")[2]}
    return {**held, **json.loads(run.stdout)}


def collection(size: int) -> Iterator[str]:
    """Statutes of 40 articles, one after another, each issued by a notice, until so many bytes of UTF-8 are there."""
    written = serial = 0
    while written < size:
        serial += 1
        text = "\n".join(_statute(serial)) + "\n"
        written += len(text.encode())
        yield text


def _statute(serial: int) -> Iterator[str]:
    title = f"第{serial}类仓库通风管理办法"
    yield from (f"国家粮食和物资储备局关于印发《{title}》的通知", f"国粮发〔2020〕{serial}号", "各省、自治区粮食和储备局：")
    yield from (f"　　现将《{title}》印发给你们，请遵照执行。", "国家粮食和物资储备局", "2020年3月2日", title)
    for number in range(1, 41):
        if number % 10 == 1:
            yield f"第{chinese(number // 10 + 1)}章　通风要求"
        yield f"　　第{chinese(number)}条　仓房{serial}号区的通风窗每日开启不少于{number}小时，依照本办法第三条第二款记录。"
        if number % 4 == 0:
            yield "　　雨雪天气应当关闭通风窗，并在值班簿上写明时间、原因和值班人员姓名。"
            yield from (f"　　（{chinese(i)}）检查第{i}排通风口是否畅通；" for i in range(1, 4))
    yield "　　第四十一条　本办法自2020年5月1日起施行。"


def chinese(number: int) -> str:
    """A number below 100 in Chinese numerals."""
    tens, units = divmod(number, 10)
    text = ("" if tens <= 1 else _UNITS[tens]) + ("十" if tens else "") + (_UNITS[units] if units else "")
    if parse_numeral(text) != number:
        raise ValueError(f"{number} is no number below 100")
    return text
