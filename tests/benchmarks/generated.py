"""A collection as large as asked for, made from seeds: document n is the same on every machine and is made when it is read."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Literal, cast

from archive.data import table
from archive.model import STATUSES, Bilingual, Document, Edition, Level, Segment, Term
from archive.store import Collection
from archive.text.numerals import format_numeral
from tests.benchmarks.vocabulary import ABBREVIATIONS, vocabulary

SEED = 20241
ARTICLES = 40
PASSAGES = 2 * (ARTICLES + ARTICLES // 10)
"""Of a document: its articles and, over every ten of them, a chapter's heading, in two languages."""

_DOCUMENTS = Path(__file__).parent.parent.parent / "documents"
_TYPES = ("规则", "办法", "意见", "通知", "条例", "规定", "规划", "公告", "批复", "细则", "决定", "方案")
_TOPICS = tuple(f"topic-{number}" for number in range(1, 31))
_REGIONS = ("北京", "上海", "河北", "广西", "新疆", "广东", "四川", "浙江", "湖北", "云南")
_MOST_WORDS = 160


class Generated:
    """Documents for about so many passages, without files; no document is kept, so that memory stays flat."""

    def __init__(self, passages: int) -> None:
        self._ids = [f"made-{number:06}" for number in range(1, max(1, passages // PASSAGES) + 1)]

    def ids(self) -> list[str]:
        return self._ids

    def load(self, document_id: str) -> Document:
        return document(int(document_id.rpartition("-")[2]))

    def fingerprint(self, document_id: str) -> str:
        return f"{SEED} {document_id}"

    def terms(self) -> tuple[Term, ...]:
        """The term base of the shipped collection."""
        return Collection(_DOCUMENTS).terms()


def document(number: int) -> Document:
    """The document with a number: 40 articles under chapters, in Chinese and in English, joined by their ids."""
    chance = random.Random(f"{SEED} {number}")  # noqa: S311 - data for a benchmark
    zh, en = zip(*_segments(chance), strict=True)
    issued = date(1995, 1, 1) + timedelta(days=chance.randrange(11_000))
    title = _title(chance)
    level = chance.choices(("national", "provincial", "municipal"), (5, 3, 2))[0]
    return Document(
        id=f"made-{number:06}",
        title=title,
        number=number_of(number, issued.year),
        issuers=tuple(dict.fromkeys(_few(chance, _issuers(), 2))),
        type=_few(chance, _TYPES, 1)[0],
        level=cast(Level, level),
        region=None if level == "national" else chance.choice(_REGIONS),
        issued=issued,
        status=_few(chance, STATUSES, 1)[0],
        topics=tuple(dict.fromkeys(_few(chance, _TOPICS, 4))),
        editions=(Edition("zh", "official", zh), Edition("en", "translation", en)),
    )


def number_of(number: int, year: int) -> str:
    """The document number as printed: 示测发〔2024〕13号."""
    return f"示测发〔{year}〕{number}号"


def _segments(chance: random.Random) -> Iterator[tuple[Segment, Segment]]:
    for article in range(1, ARTICLES + 1):
        if article % 10 == 1:
            chapter = article // 10 + 1
            zh, en = _sentence(chance, 4, "")
            yield (
                Segment(f"chp_{chapter}", f"第{format_numeral(chapter)}章", zh),
                Segment(f"chp_{chapter}", f"Chapter {chapter}", en),
            )
        zh, en = _article(chance)
        yield (
            Segment(f"art_{article}", f"第{format_numeral(article)}条", zh),
            Segment(f"art_{article}", f"Article {article}", en),
        )


def _article(chance: random.Random) -> tuple[str, str]:
    """Sentences of five to forty words; how many words an article has is spread as in statutes: most short, a few long."""
    left = min(_MOST_WORDS, max(6, round(chance.lognormvariate(3.5, 0.6))))
    sentences: list[tuple[str, str]] = []
    while left > 0:
        count = min(left, chance.randint(8, 30))
        sentences.append(_sentence(chance, count, "。"))
        left -= count
    return "".join(zh for zh, _ in sentences), " ".join(en for _, en in sentences)


def _sentence(chance: random.Random, count: int, end: Literal["。", ""]) -> tuple[str, str]:
    """Words and their glosses in one order, a comma every so often, now and then a date, an abbreviation or a citation."""
    known = vocabulary()
    zh: list[str] = []
    en: list[str] = []
    for place, drawn in enumerate(known.draw(chance, count), 1):
        zh.append(known.words[drawn])
        en.append(known.glosses[drawn])
        if place % 9 == 0 and place < count:
            zh.append("，")
            en[-1] += ","
    if end and chance.random() < 0.3:
        special = _special(chance)
        zh.append(special[0])
        en.append(special[1])
    sentence = " ".join(en)
    return "".join(zh) + end, sentence[:1].upper() + sentence[1:] + ("." if end else "")


def _special(chance: random.Random) -> tuple[str, str]:
    kind, number = chance.randrange(4), chance.randint(1, 80)
    if kind == 0:
        day = date(1995, 1, 1) + timedelta(days=chance.randrange(11_000))
        return f"{day.year}年{day.month}月{day.day}日", f"{day:%B} {day.day}, {day.year}"
    if kind == 1:
        name = chance.choice(ABBREVIATIONS)
        return name, name
    if kind == 2:
        return f"依照本规定第{format_numeral(number)}条", f"under Article {number}"
    return f"不少于{number}人", f"at least {number} persons"


def _title(chance: random.Random) -> Bilingual:
    zh, en = _sentence(chance, chance.randint(3, 7), "")
    return Bilingual(f"关于{zh}的{_few(chance, _TYPES, 1)[0]}", f"Measures on {en}")


def _few(chance: random.Random, values: Sequence[str] | Sequence[Bilingual], most: int) -> list:  # type: ignore[type-arg]
    """One to so many of the values; the second is half as frequent as the first, the third a third (Zipf)."""
    return chance.choices(values, [1 / rank for rank in range(1, len(values) + 1)], k=chance.randint(1, most))


@cache
def _issuers() -> tuple[Bilingual, ...]:
    return tuple(Bilingual(row["zh"], row["en"] or None) for row in table("bodies"))[:60]
