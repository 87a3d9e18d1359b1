"""The words of one pair of texts: what each may answer to, weighed by how rare it is there."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from operator import itemgetter

from archive.alignment.aligner.labels import Labels
from archive.alignment.aligner.lines import EMPTY, Line, Word, cut, english_tokens, sign_cost, token_cost, width
from archive.alignment.aligner.settings import SETTINGS
from archive.alignment.words.dictionary import entries, longest_by_beginning
from archive.alignment.words.lexicon import Lexicon
from archive.alignment.words.names import Names
from archive.alignment.words.signs import HAN_RUN, chinese_signs, labels
from archive.text.folding import simplified

_FUNCTION = frozenset(
    "的了是在和与或及也就都而之以于其这那该所者等为对把被将从向由至到着过吗呢吧啊么们个各并且但若如则即因此故可会须得有不没无我你他她它您咱"
)
_HEADINGS = ("@par", "@chp", "@sec", "@art")
_RELIEF = 0.5
"""What a Chinese word usually costs if nothing answers to it."""
_LEAST_RARITY = 1.0
"""What stands in every line says nothing about where a line belongs, but that it belongs."""


class Texts:
    """The words of one pair of texts, weighed by how rare they are there."""

    def __init__(self, zh: Sequence[str], en: Sequence[str], lexicon: Lexicon, *, apart: bool = False) -> None:
        """``apart``: each line is a text by itself, in which every word is as rare as another."""
        self.zh, self.en, self._lexicon = zh, en, lexicon
        self.tokens = [english_tokens(text) for text in en]
        self.frequency = Counter(one for tokens in self.tokens for one in set(tokens))
        total = (1 if apart else len(en)) + SETTINGS["background"]
        counts = dict.fromkeys(self.frequency, 1) if apart else self.frequency
        self.rarity = {one: max(_LEAST_RARITY, math.log(total / (count + 0.5))) for one, count in counts.items()}
        self.lengths = [len(text.strip()) for text in en]
        self.plain = [simplified(cut(text)).lower() for text in zh]
        self.labels = Labels(self.plain, en, self._zh_labels(), {one for one in self.frequency if one[0] == "@"})
        self._label_cost = SETTINGS["labelled" if self.labels.are_shared else "label"]
        costs = zip(self.tokens, self.lengths, strict=True)
        self.penalties = [sum(map(self._cost, tokens)) if length else EMPTY for tokens, length in costs]
        self.most = [
            math.fsum(self.rarity[one] + _RELIEF for one in set(tokens)) + cost
            for tokens, cost in zip(self.tokens, self.penalties, strict=True)
        ]
        """About what an English line is worth if all of it has an answer."""
        self._names = Names(cut(text) for text in en)
        self._words: dict[str, Word | None] = {}
        self._extra: dict[str, dict[str, float]] = {}
        self._longest = longest_by_beginning()
        self.lines = [self._line(text, len(original)) for text, original in zip(self.plain, zh, strict=True)]

    def _zh_labels(self) -> set[str]:
        return {one for text in self.plain for _, _, one in labels(text)}

    def _cost(self, token: str) -> float:
        """What it costs if nothing answers to an English token, or to a sign of a Chinese text."""
        if token[0] != "@":
            return token_cost(token)
        if token in self.labels.alone and token[:4] != "@art":
            return SETTINGS["alone"]
        return self._label_cost if token[:4] in _HEADINGS else token_cost(token)

    def learn(self, extra: Mapping[str, Mapping[str, float]]) -> None:
        """Take words learned from these very texts."""
        for text, translations in extra.items():
            known = dict(self._lexicon.translations(text))
            for one, probability in translations.items():
                known[one] = max(known.get(one, 0.0), probability * SETTINGS["learned"])
            if made := self._made(known, 1.0, SETTINGS["chinese"] * len(text), len(text)):
                self._words[text] = made
        sizes = sorted({len(text) for text in extra})
        for row, text in enumerate(self.plain):
            places = [(start, text[start : start + size]) for size in sizes for start in range(len(text) - size + 1)]
            if any(part in extra for _, part in places):
                self.lines[row] = self._line(text, self.lines[row].length // 2, extra)

    def _word(self, text: str) -> Word | None:
        """A Chinese word with what it may answer to in this English text; None if there is nothing."""
        if text in self._words:
            return self._words[text]
        translations = self._lexicon.translations(text) | self._extra.get(text, {})
        sure = SETTINGS["single"] if len(text) == 1 else 1.0
        made = self._made(translations, sure, SETTINGS["chinese"] * len(text), len(text))
        self._words[text] = made
        return made

    def _made(self, translations: Mapping[str, float], sure: float, relief: float, size: int) -> Word | None:
        rarity, least = self.rarity, SETTINGS["least"]
        worth = {
            one: max(least, rarity[one] + math.log(p * sure)) + self._cost(one) + relief
            for one, p in translations.items()
            if one in rarity
        }
        return Word(size, worth, relief, max(1, (size + 1) // 2)) if worth else None

    def _sign(self, sign: str, size: int, cost: float, sure: float) -> Word | None:
        key = f" {size} {cost} {sign}"
        if key not in self._words:
            self._words[key] = self._made({sign: sure}, 1.0, cost, size)
        return self._words[key]

    def _line(self, text: str, length: int, extra: Container[str] = ()) -> Line:
        words: list[tuple[int, int, Word]] = []
        penalty = 0.0
        for run in HAN_RUN.finditer(text):
            offset = run.start()
            words += [(offset + start, -word.size, word) for start, word in self._in_run(run[0], extra)]
            if self._names:
                for start, end, one in self._names.sounding(run[0]):
                    size = end - start
                    if made := self._sign(one, size, SETTINGS["chinese"] * size, SETTINGS["name"] * size):
                        words.append((offset + start, -size, made))
            penalty += SETTINGS["chinese"] * sum(character not in _FUNCTION for character in run[0])
        for start, end, sign in chinese_signs(text):
            cost = self._cost(sign) if sign[0] == "@" else sign_cost(sign, text[start])
            penalty += cost
            if made := self._sign(sign, end - start, cost, SETTINGS["sign"]):
                words.append((start, -made.size, made))
        words.sort(key=itemgetter(0, 1))
        if not text.strip():
            return Line((), (), EMPTY, 0)
        return Line(tuple([word for _, _, word in words]), tuple([start for start, _, _ in words]), penalty, width(text, length))

    def _in_run(self, run: str, extra: Container[str]) -> Iterator[tuple[int, Word]]:
        words, longest, known, own = self._words, self._longest, entries(), self._lexicon.longest_own
        for start in range(len(run)):
            single = run[start]
            if single not in _FUNCTION and (found := words[single] if single in words else self._word(single)):
                yield start, found
            beginning = run[start : start + 2]
            last = longest.get(beginning, 1)
            if own:
                last = max(last, own.get(beginning, 1))
            for end in range(start + 2, min(start + last, len(run)) + 1):
                part = run[start:end]
                if part in extra or (part not in known and (not own or part not in self._lexicon)):
                    continue
                if found := words[part] if part in words else self._word(part):
                    yield start, found
            for end in range(start + 2, min(start + 4, len(run)) + 1) if extra else ():
                part = run[start:end]
                if part in extra and (found := words.get(part)):
                    yield start, found
