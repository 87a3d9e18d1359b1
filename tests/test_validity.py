"""Validity on a day: from a document's own dates, and from what others repeal, amend and replace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from archive.model import Bilingual, Document, Relation, Status
from archive.validity import validity

OLD = Document("old", Bilingual("甲办法"), type="办法", issued=date(2010, 1, 1), effective=date(2010, 2, 1))
NEW = Document("new", Bilingual("乙办法"), type="办法", issued=date(2020, 1, 1), effective=date(2020, 2, 1))
REPEAL = (Relation("repeals", title="甲办法"), NEW)
PARTLY = (Relation("repeals", title="甲办法", provisions=("art_3",)), NEW)
AMENDS = (Relation("amends", title="甲办法"), NEW)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2010, 1, 31), "not yet in force"),
        (date(2010, 2, 1), "in force"),
        (date(2020, 1, 31), "in force"),
        (date(2020, 2, 1), "repealed"),
    ],
)
def test_its_own_date_and_a_repeal(day: date, status: Status) -> None:
    assert validity(OLD, day, [REPEAL]).status == status


def test_who_did_it_and_since_when() -> None:
    found = validity(replace(OLD, status="in force"), date(2024, 1, 1), [REPEAL])
    assert (found.status, found.since, found.by, found.cause, found.stated) == (
        "repealed",
        date(2020, 2, 1),
        NEW,
        "repeal",
        "in force",
    )


@pytest.mark.parametrize("pointing", [PARTLY, AMENDS])
def test_an_amendment(pointing: tuple[Relation, Document]) -> None:
    assert validity(OLD, date(2019, 1, 1), [pointing]).status == "in force"
    assert validity(OLD, date(2021, 1, 1), [pointing]).status == "amended"


def test_a_citation_changes_nothing() -> None:
    assert validity(OLD, date(2021, 1, 1), [(Relation("cites", title="甲办法"), NEW)]).status == "in force"


def test_a_newer_version_takes_its_place() -> None:
    newer = replace(OLD, id="newer", issued=date(2015, 1, 1), effective=date(2015, 6, 1))
    assert validity(OLD, date(2015, 5, 31), [], [OLD, newer]).status == "in force"
    found = validity(OLD, date(2015, 6, 1), [], [OLD, newer])
    assert (found.status, found.by, found.cause) == ("amended", newer, "newer version")
    assert validity(newer, date(2015, 6, 1), [], [OLD, newer]).status == "in force"


def test_a_term_that_ends() -> None:
    limited = replace(OLD, expires=date(2015, 2, 1))
    assert validity(limited, date(2015, 2, 1), []).status == "in force"
    found = validity(limited, date(2015, 2, 2), [REPEAL])
    assert (found.status, found.since, found.cause) == ("lapsed", date(2015, 2, 2), "expiry")


@pytest.mark.parametrize("written", ["repealed", "lapsed", "amended"])
def test_what_was_written_stands_where_nothing_says_otherwise(written: Status) -> None:
    found = validity(replace(OLD, status=written), date(2021, 1, 1), [])
    assert (found.status, found.stated) == (written, None)


def test_a_later_event_changes_what_was_written() -> None:
    found = validity(replace(OLD, status="amended"), date(2021, 1, 1), [REPEAL])
    assert (found.status, found.stated) == ("repealed", "amended")
    early = validity(replace(OLD, status="repealed"), date(2019, 1, 1), [REPEAL])
    assert (early.status, early.stated) == ("in force", "repealed")


def test_without_dates_nothing_is_claimed() -> None:
    assert validity(replace(OLD, effective=None), date(2021, 1, 1), []).status == "unknown"
    assert validity(replace(OLD, type="新闻"), date(2021, 1, 1), [REPEAL]).status == "unknown"
