"""Names through their sound: 李明 ↔ Li Ming, 张晓红 ↔ Zhang Xiaohong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from archive.alignment.words.dictionary import pinyin
from archive.alignment.words.english_words import stem

_SYLLABLE = "(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?[aeiouv]{1,3}(?:ng?|r)?"
_SPELLED = re.compile(f"(?:{_SYLLABLE}){{1,3}}")
_CAPITALISED = re.compile(r"(?<=[a-z,;’'\"”] )[A-Z][a-z]+(?:-[a-z]+)?")
_MOST_SYLLABLES = 3


class Names:
    """The names of English texts that can be read as pinyin."""

    def __init__(self, texts: Iterable[str]) -> None:
        found = {word for text in texts for word in _CAPITALISED.findall(text)}
        plain = {word: word.lower().replace("-", "") for word in found}
        self._stems = {spelled: one for word, spelled in plain.items() if _SPELLED.fullmatch(spelled) and (one := stem(word))}
        self._beginnings = {spelled[:size] for spelled in self._stems for size in range(1, len(spelled) + 1)}

    def __bool__(self) -> bool:
        return bool(self._stems)

    def sounding(self, run: str) -> Iterator[tuple[int, int, str]]:
        """Where a run of Chinese characters sounds like a name: start, end, stem."""
        for start in range(len(run)):
            begun = [""]
            for end in range(start, min(len(run), start + _MOST_SYLLABLES)):
                begun = [both for one in begun for more in readings(run[end]) if (both := one + more) in self._beginnings]
                if not begun:
                    break
                yield from ((start, end + 1, self._stems[one]) for one in begun if one in self._stems)


@lru_cache(maxsize=1 << 13)
def readings(character: str) -> tuple[str, ...]:
    """The first two readings of a character, without tones."""
    return pinyin(character)[:2]
