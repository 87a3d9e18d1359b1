"""English words → stems, by Whoosh's Snowball stemmer, corrected by ``stems.tsv``."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a folded word: transplanted, transplantation → transplant; digits stay as they are."""
    exception = _exceptions().get(word)
    return exception or str(_stemmer().stem(word))


def listed_words(chosen: str) -> tuple[str, ...]:
    """The words that ``stems.tsv`` gives a stem."""
    return tuple(word for word, given in _exceptions().items() if given == chosen)


@cache
def _exceptions() -> dict[str, str]:
    """Words whose stem by rule is another word's: organization is no organ, an execution is not executive."""
    text = files(__package__).joinpath("stems.tsv").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: chosen for chosen, words in lines for word in words.split()}


@cache
def _stemmer() -> Any:
    from whoosh.lang.snowball.english import EnglishStemmer  # noqa: PLC0415 - only where English is cut

    return EnglishStemmer()
