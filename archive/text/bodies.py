"""Names of issuing bodies as printed: full or short, several in one line, with spaces typed between the characters."""

from __future__ import annotations

import re
from functools import cache

from archive.data import alternation, bodies, table

_UNKNOWN = "委员会|委|部|局|厅|会|院|署|办公室|办公厅|司|中央|省委|市委|区委|政府|中心"
_ORGAN = re.compile(r"办公厅|办公室|综合司|常务委员会|常委会|[\u4e00-\u9fff]{2,4}司")
"""What is part of the body before it: no body is named this alone."""
_BRANCH = re.compile(rf"(?:{alternation('branches', 'body')})[\u4e00-\u9fff]{{2,8}}?(?:{alternation('branches', 'ending')})")
"""A local branch of a central body, which is no second body."""
_SEAL = re.compile(r"[（(]\s*(?:盖章|公章|印章|代章|章|印)\s*[）)]")
_NOT_CHINESE = re.compile(r"[^\u4e00-\u9fff\s]")
_LONGEST_LINE = 400
_SPACES = re.compile(r"\s+")
_IN_A_NAME = r"(?![的或与及应将为在对从])[\u4e00-\u9fff]"
_LOOKS_LIKE_A_NAME = re.compile(rf"(?:{_IN_A_NAME}){{2,12}}(?:{_UNKNOWN})")


@cache
def _unknown() -> re.Pattern[str]:
    regions = "|".join(row["zh"] for row in table("regions"))
    before = rf"(?:{regions}|国家|中国|全国|[\u4e00-\u9fff]{{2,4}}[省市县区])?"
    return re.compile(rf"{before}(?:{_IN_A_NAME}){{1,18}}?(?:{_UNKNOWN})")


@cache
def _known() -> tuple[frozenset[str], dict[str, tuple[int, ...]]]:
    """All known names, and the lengths, longest first, of those that begin with the same two characters."""
    names = frozenset(name for body in bodies() for name in (body.name.zh, *body.short) if name)
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[:2], set()).add(len(name))
    return names, {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}


def known_name(text: str, position: int = 0) -> str | None:
    """The longest name of a body in the list that stands at a place of a text."""
    names, lengths = _known()
    found = (text[position : position + length] for length in lengths.get(text[position : position + 2], ()))
    return next((name for name in found if name in names), None)


def _name_end(text: str, position: int) -> tuple[int, bool] | None:
    """Where a name that begins at a place ends, and whether the list has it."""
    if branch := _BRANCH.match(text, position):
        return branch.end(), True
    if name := known_name(text, position):
        return position + len(name), True
    match = _unknown().match(text, position)
    return (match.end(), False) if match else None


def body_names(line: str) -> list[str]:
    """The names that a line of a signature consists of, in order; empty for any other line.

    Names that the list of bodies does not have are taken where each stands between spaces or ends like a body's name. What
    stands for the seal, （盖章）, is no part of a name.
    """
    line = _SEAL.sub(" ", line).strip()
    if not line or len(line) > _LONGEST_LINE or _NOT_CHINESE.search(line):
        return []
    names: list[str] = []
    for group in _groups(line):
        found = _cut(group)
        if not found:
            return []
        names += found
    return names


def _groups(line: str) -> list[str]:
    """Words between spaces, with single characters (国 家 医 保 局) put together again."""
    groups: list[str] = []
    in_singles = False
    for word in _SPACES.split(line.strip()):
        single = len(word) == 1
        if single and in_singles:
            groups[-1] += word
        else:
            groups.append(word)
        in_singles = single
    return groups


def _cut(text: str) -> list[str]:
    names: list[str] = []
    position = 0
    while position < len(text):
        found = _name_end(text, position)
        # an unknown name must reach to the end of its word: otherwise any sentence would begin with a body
        if found is None or not (found[1] or found[0] == len(text) or _name_end(text, found[0])):
            return [text] if not names and _LOOKS_LIKE_A_NAME.fullmatch(text) else []
        end = found[0]
        organ = _ORGAN.match(text, end)
        if organ and (organ.end() == len(text) or _name_end(text, organ.end())):
            end = organ.end()
        names.append(text[position:end])
        position = end
    return names
