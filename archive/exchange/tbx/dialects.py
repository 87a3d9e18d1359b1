"""The two editions of TBX: the same tree under other names."""

from __future__ import annotations

from dataclasses import dataclass

STATUSES = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
}
"""Ours → ``administrativeStatus`` of TBX-Basic."""
STATUS_NOTE = "administrativeStatus"


@dataclass(frozen=True, slots=True)
class Dialect:
    """Element names of an edition, the attributes of its root, and where its constraints are described."""

    root: str
    head: str
    entry: str
    language: str
    term: str
    attributes: dict[str, str]
    namespace: str | None
    constraints: str


OF_2019 = Dialect(
    "tbx", "tbxHeader", "conceptEntry", "langSec", "termSec", {"type": "TBX-Basic", "style": "dca"},
    "urn:iso:std:iso:30042:ed-2", "TBXBasic_module.tbxmd",
)  # fmt: skip
OF_2008 = Dialect(
    "martif", "martifHeader", "termEntry", "langSet", "tig", {"type": "TBX-Basic"}, None, "TBXBasicXCSV02.xcs"
)  # fmt: skip
