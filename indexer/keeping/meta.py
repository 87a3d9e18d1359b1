"""What an index says of itself: the small file beside its entries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.errors import IndexUnusable
from indexer import analysis, engines, entries

_GENERATION = re.compile(r"generation-\d+")


@dataclass(frozen=True, slots=True)
class Meta:
    """``generation``: the folder of the entries. ``versions``: of what made the index. ``engine``: which keeps its entries.

    ``issuers``: English names by Chinese name. ``known``: other words for words, see ``query.known``. ``words``: the user
    dictionary that its texts were cut with, fixed when the index is made.
    """

    generation: str
    versions: Mapping[str, str]
    engine: str = engines.DEFAULT
    issuers: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, Any] = field(default_factory=dict)
    words: Sequence[str] = ()

    @classmethod
    def of_json(cls, plain: Any) -> Meta:
        """As it was written; what only other versions have is left out. Raises ValueError for anything else."""
        try:
            found = cls(**{name: plain[name] for name in cls.__slots__ if name in plain})
        except TypeError as error:
            raise ValueError(str(error)) from error
        if not isinstance(found.generation, str) or not _GENERATION.fullmatch(found.generation):
            raise ValueError("it names no generation")
        if not all(isinstance(one, Mapping) for one in (found.versions, found.issuers, found.known)):
            raise ValueError("it is no description of an index")
        if not isinstance(found.words, list) or not all(isinstance(word, str) for word in found.words):
            raise ValueError("its words are no words")
        return found

    def as_json(self) -> Mapping[str, Any]:
        """To be written; ``of_json`` gives it back."""
        return {name: getattr(self, name) for name in self.__slots__}

    def differences(self) -> list[str]:
        """What of it is of another version than the program's, said for people."""
        try:
            now = versions(self.engine, self.words)
        except IndexUnusable as error:
            return [error.problem.message]
        return [
            f"{name} {self.versions.get(name, 'none')!r}, now {version!r}"
            for name, version in now.items()
            if self.versions.get(name) != version
        ]


def versions(engine: str, words: Sequence[str] = ()) -> Mapping[str, str]:
    """What an index depends on besides the collection. Raises IndexUnusable for an engine that there is not."""
    return {
        "analysis": analysis.VERSION,
        "dictionary": analysis.dictionary_fingerprint(),
        "segmenter": analysis.segmenter(tuple(words)).fingerprint,
        "entries": entries.VERSION,
        "engine": engines.version(engine),
    }
