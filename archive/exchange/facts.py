"""What a whole file says of itself, and how much a reader takes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from archive.model import Language


@dataclass(frozen=True, slots=True)
class Facts:
    """What the head of a file says: ``source``, the language translated from; ``title``; ``written``, a moment with its zone.

    ``zh_code`` and ``en_code``: the languages as BCP 47 codes. They have a region because some programs ask for one.
    """

    source: Language = "zh"
    title: str = ""
    written: datetime | None = None
    zh_code: str = "zh-CN"
    en_code: str = "en-US"

    def code(self, language: Language) -> str:
        """The BCP 47 code of a side."""
        return self.zh_code if language == "zh" else self.en_code

    @property
    def target(self) -> Language:
        """The language translated into."""
        return "en" if self.source == "zh" else "zh"


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How much a reader takes on: bytes of a file, of one unit in it, and bytes that a Word file unpacks to."""

    file_bytes: int = 600_000_000
    unit_bytes: int = 32_000_000
    unpacked_bytes: int = 256_000_000
