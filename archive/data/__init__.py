"""The lists an expert may want to edit: bodies, document types, regions, topics, labels; a TSV file each, beside this one."""

from __future__ import annotations

from functools import cache

from archive.data.issuing_bodies import Body, bodies, body, coded_bodies, full_local_name
from archive.data.tables import alternation, number_words, table
from archive.model import Bilingual

__all__ = [
    "Body",
    "alternation",
    "bodies",
    "body",
    "coded_bodies",
    "full_local_name",
    "is_of_region",
    "is_paper",
    "is_report",
    "label",
    "number_words",
    "table",
]


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
