"""Names of issuing bodies as printed: full or short, several in one line, with spaces typed between the characters."""

from __future__ import annotations

import re
from functools import cache

from archive.data import bodies, table

_UNKNOWN = "委员会|委|部|局|厅|会|院|署|办公室|办公厅|司|中央|省委|市委|区委|政府|中心"
_ORGAN = re.compile(r"办公厅|办公室|综合司|常务委员会|常委会|[\u4e00-\u9fff]{2,4}司")
"""What is part of the body before it: no body is named this alone."""
_LONGEST_LINE = 400
_SPACES = re.compile(r"[\s\u3000]+")
_IN_A_NAME = r"(?![的或与及应将为在对从])[\u4e00-\u9fff]"
_LOOKS_LIKE_A_NAME = re.compile(rf"(?:{_IN_A_NAME}){{2,12}}(?:{_UNKNOWN})")


@cache
def _name() -> re.Pattern[str]:
    known = sorted({name for body in bodies() for name in (body.name.zh, *body.short) if name}, key=len, reverse=True)
    regions = "|".join(row["zh"] for row in table("regions"))
    unknown = rf"(?:{regions}|国家|中国|全国|[\u4e00-\u9fff]{{2,4}}[省市县区])?(?:{_IN_A_NAME}){{1,18}}?(?:{_UNKNOWN})"
    return re.compile(rf"(?P<known>{'|'.join(map(re.escape, known))})|(?P<unknown>{unknown})")


def body_names(line: str) -> list[str]:
    """The names that a line of a signature consists of, in order; empty for any other line.

    Names that the list of bodies does not have are taken where each stands between spaces or ends like a body's name.
    """
    if not line.strip() or len(line) > _LONGEST_LINE or re.search(r"[^\u4e00-\u9fff\s\u3000]", line):
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
        match = _name().match(text, position)
        # an unknown name must reach to the end of its word: otherwise any sentence would begin with a body
        if match is None or (match["unknown"] and not (match.end() == len(text) or _name().match(text, match.end()))):
            return [text] if not names and _LOOKS_LIKE_A_NAME.fullmatch(text) else []
        organ = _ORGAN.match(text, match.end())
        end = organ.end() if organ and (organ.end() == len(text) or _name().match(text, organ.end())) else match.end()
        names.append(text[position:end])
        position = end
    return names
