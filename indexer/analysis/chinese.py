"""Chinese runs → words, by jieba; nothing of jieba is imported before the first run is cut."""

from __future__ import annotations

import hashlib
import logging
import os
import warnings
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def words(run: str) -> list[str]:
    """jieba's default cut of a run of Chinese characters (HMM on); joined, the words are the run."""
    return list(_tokenizer().cut(run))


def parts(word: str) -> list[str]:
    """The dictionary's words inside a longer word: 共和国, 人民共和国, … in 中华人民共和国."""
    if len(word) < 3:
        return []
    frequency = _tokenizer().FREQ
    inside = (word[i:j] for i in range(len(word) - 1) for j in range(i + 2, len(word) + 1) if j - i < len(word))
    return [part for part in inside if frequency.get(part)]


@cache
def dictionary_fingerprint() -> str:
    """Names jieba's version and dictionary, without importing it (15 ms)."""
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("jieba is not installed")
    dictionary = Path(spec.submodule_search_locations[0]) / "dict.txt"
    return f"jieba {version('jieba')} {hashlib.sha256(dictionary.read_bytes()).hexdigest()[:16]}"


@cache
def _tokenizer() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1 imports pkg_resources and has invalid escapes
        import jieba  # noqa: PLC0415 - 0.1 s that a query without Chinese need not pay
    jieba.default_logger.removeHandler(jieba.log_console)
    jieba.default_logger.setLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    tokenizer.cache_file = str(_cache_file())
    tokenizer.initialize()
    return tokenizer


def _cache_file() -> Path:
    """Where jieba keeps its compiled dictionary: the user's own folder, not the shared temporary one, which others can write."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "duizhao"
    with suppress(OSError):  # without it jieba compiles its dictionary at every start, which takes a second
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home / f"{dictionary_fingerprint().replace(' ', '-')}.cache"
