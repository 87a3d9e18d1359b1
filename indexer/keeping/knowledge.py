"""What an index knows besides its entries: how its texts were cut into words, and other words for words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.analysis import Segmenter, segmenter
from indexer.expanding.known import Known
from indexer.keeping.meta import Meta


@dataclass(frozen=True, slots=True)
class Knowledge:
    """``issuers``: English names by Chinese name; ``known``: other words for terms; ``segmenter``: as at indexing."""

    issuers: Mapping[str, str] = field(default_factory=dict)
    known: Known = field(default_factory=Known)
    segmenter: Segmenter = field(default_factory=segmenter)

    @classmethod
    def of(cls, meta: Meta) -> Knowledge:
        """What an index recorded of itself."""
        return cls(meta.issuers, Known.of_json(meta.known), segmenter(tuple(meta.words)))
