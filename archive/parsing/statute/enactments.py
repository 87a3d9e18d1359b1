"""What the header of a statute tells: the acts by which its text came about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Enactment:
    """An act by which a text came about: its day, the body, the meeting (第二次会议), the number of the decree."""

    day: date | None
    body: str | None = None
    meeting: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Amendment:
    """修正 changes single provisions, 修订 gives the text anew; ``decision``: the title of the decision that says so."""

    day: date | None
    kind: Literal["修正", "修订"]
    decision: str | None = None
    body: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class StatuteHeader:
    """What a header says; ``effective`` only where it names a day, or says 自公布之日起."""

    adopted: Enactment | None = None
    published: Enactment | None = None
    amendments: tuple[Amendment, ...] = ()
    effective: date | None = None

    @property
    def issued(self) -> date | None:
        """The day of this version of the text: the last amendment, else the publication or adoption."""
        acts = (self.adopted, self.published, *self.amendments)
        return max((act.day for act in acts if act and act.day), default=None)

    @property
    def number(self) -> str | None:
        """The number of the latest decree that published the text or its amendment: that of the version in hand."""
        acts = [act for act in (self.adopted, self.published, *self.amendments) if act and act.number]
        return max(acts, key=lambda act: act.day or date.min).number if acts else None

    @property
    def body(self) -> str | None:
        """The body that adopted it, else the one that published it."""
        return next((act.body for act in (self.adopted, self.published) if act and act.body), None)
