"""The part of ``make bench`` over statutes that cite, repeal and amend each other: inspecting, adding, cataloguing, resolving."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from archive.catalogue import Catalogue
from archive.catalogue import writing as catalogue_writing
from archive.intake.inspection import inspect
from archive.intake.intake import Intake
from archive.store import Collection
from tests.quality.speed import collection
from tests.statutes import statutes
from tests.timing import timed

COUNT = 200


def lines(folder: Path) -> Iterator[str]:
    """A collection of statutes in one file (1 MB), then statutes one by one, half of them and the other half on top."""
    folder.mkdir()
    whole = folder / "collection.txt"
    whole.write_text("".join(collection(1_000_000)), encoding="utf-8")
    inspection, seconds = timed(lambda: inspect([whole]))
    size, count = whole.stat().st_size / 1e6, len(inspection.documents)
    yield f"\ninspect   {size:6.2f} MB of statutes, {count} documents {seconds:10.3f} s"
    files = []
    for name, text in statutes(COUNT):
        files.append(folder / name)
        files[-1].write_text(text, encoding="utf-8")
    archived = Collection(folder / "documents")
    for half in (files[: COUNT // 2], files[COUNT // 2 :]):
        _, seconds = timed(lambda half=half: _added(archived, half))  # type: ignore[misc]  # bound at once
        yield f"add       {len(half):6} statutes to {len(archived.ids()) - len(half):3} {'':11}{seconds:7.3f} s"
    place = folder / "catalogue.sqlite"
    _, seconds = timed(lambda: catalogue_writing.update(archived, place))
    yield f"catalogue {len(archived.ids()):6} documents {'':15}{seconds:7.3f} s"
    _, seconds = timed(lambda: catalogue_writing.update(archived, place))
    yield f"catalogue      0 changed {'':17}{seconds:7.3f} s"
    found, seconds = timed(lambda: _resolved(place, archived.ids()))
    yield f"resolve   {found:6} citations there and back {'':1}{seconds:7.3f} s"


def _added(archived: Collection, files: list[Path]) -> None:
    intake = Intake(archived)
    for path in files:
        for outcome in intake.add(inspect([path])):
            if outcome.action != "added":
                raise RuntimeError(f"{path.name} was {outcome.action}")
    intake.close()


def _resolved(place: Path, ids: list[str]) -> int:
    """How many citations lead to a document of the collection, asked from both ends."""
    catalogue = Catalogue.open(place)
    if catalogue is None:
        raise RuntimeError("the catalogue that was just made cannot be read")
    with closing(catalogue):
        forth = sum(cited.target is not None for name in ids for cited in catalogue.citations_of(name))
        back = sum(len(catalogue.cited_by(name)) for name in ids)
    return forth + back
