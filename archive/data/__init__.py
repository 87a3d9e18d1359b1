"""The lists an expert may want to edit: bodies, document types, regions, topics, labels; a TSV file each, beside this one."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from archive.model import Bilingual


@dataclass(frozen=True, slots=True)
class Body:
    """An issuing body: full name, short forms as printed, agency code in document numbers (国卫), level and region."""

    name: Bilingual
    short: tuple[str, ...]
    abbreviation: str
    code: str
    level: str
    region: str


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``NAME.tsv`` by column heading."""
    text = files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def bodies() -> tuple[Body, ...]:
    """All known issuing bodies."""
    return tuple(
        Body(
            name=Bilingual(row["zh"], row["en"]),
            short=tuple(filter(None, row["short"].split("|"))),
            abbreviation=row["abbreviation"],
            code=row["code"],
            level=row["level"],
            region=row["region"],
        )
        for row in table("bodies")
    )


@cache
def _bodies_by_name() -> dict[str, Body]:
    found: dict[str, Body] = {}
    for body in bodies():
        for name in (body.name.zh, *body.short, body.name.en, body.abbreviation):
            if name:
                found.setdefault(name.casefold(), body)
    return found


def body(name: str) -> Body | None:
    """The body with a full or short Chinese name, an English name or an abbreviation."""
    return _bodies_by_name().get(name.casefold())


def coded_bodies(agency: str) -> list[Body]:
    """The bodies whose code an agency code begins with (国卫医急发 → 国卫), the longest code first."""
    coded = [known for known in bodies() if known.code and agency.startswith(known.code)]
    return sorted(coded, key=lambda known: len(known.code), reverse=True)


def is_report(document_type: str | None) -> bool:
    """Whether no authority issues documents of this type: news and interviews have neither number nor level nor validity."""
    return any(row["zh"] == document_type and row["sort"] == "report" for row in table("types"))


def is_paper(title: str) -> bool:
    """Whether a title is that of a certificate or form (《医师执业证书》), which is no work."""
    return title.endswith(tuple(row["zh"] for row in table("papers")))


def is_of_region(agency: str, region: dict[str, str]) -> bool:
    """Whether an agency code begins with a letter of a region (冀卫医急函 is of Hebei); ``region``: a row of regions.tsv."""
    return any(agency.startswith(code) for code in region["code"].split("|"))


@cache
def _labels() -> dict[tuple[str, str], Bilingual]:
    found = {(row["kind"], row["value"]): Bilingual(row["zh"], row["en"]) for row in table("labels")}
    found |= {("type", row["zh"]): Bilingual(row["zh"], row["en"]) for row in table("types")}
    found |= {("topic", row["key"]): Bilingual(row["zh"], row["en"]) for row in table("topics")}
    found |= {("region", row["zh"]): Bilingual(row["zh"], row["en"]) for row in table("regions")}
    found |= {("issuer", name.zh): name for name in (known.name for known in bodies()) if name.zh}
    return found


def label(kind: str, value: str) -> Bilingual:
    """The names of a value in both languages (kinds: type, topic, level, status, region, edition, language, relation,
    issuer); the value itself where the lists do not have it."""
    return _labels().get((kind, value)) or Bilingual(value, value)
