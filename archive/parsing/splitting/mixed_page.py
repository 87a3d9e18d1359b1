"""A page → its documents: one, or those of a forum or web page that holds texts, posts and quotations of texts.

A page that mixes languages falls into its runs of one language; a text that is quoted again is taken once; of a forum's posts
the long texts are taken. What was left out is said with its lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.errors import Problem
from archive.parsing.splitting.byline import byline, form_lines
from archive.parsing.splitting.member_cards import member_cards
from archive.parsing.splitting.text_runs import SMALLEST_TEXT, Text, by_language, once, runs_of
from archive.parsing.splitting.web_text import end_of_post, page_lines
from archive.reading import Block
from archive.text.sentences import language_of

_SMALLEST_SHARE = 3
"""A post is a text of its own where it has a third of the longest text in its language."""
_ADDRESS = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?", re.ASCII)
_SHORTEST_TITLE = 20


def documents_of_page(blocks: Sequence[Block]) -> tuple[list[list[Block]], list[Problem]]:
    """The documents' blocks, and what was left out."""
    cards = member_cards(blocks)
    return _of_forum(blocks, cards) if cards else _of_plain_page(blocks)


def _of_forum(blocks: Sequence[Block], cards: Sequence[tuple[int, int]]) -> tuple[list[list[Block]], list[Problem]]:
    ends = [start for start, _ in cards[1:]] + [len(blocks)]
    posts = [list(blocks[start:end]) for (_, start), end in zip(cards, ends, strict=True)]
    texts = [Text(run, is_forum=True) for post in posts for run in by_language(post)]
    longest = {language: max((text.size for text in texts if text.language == language), default=0) for language in ("zh", "en")}
    taken = [text for text in texts if text.size >= max(SMALLEST_TEXT[text.language], longest[text.language] / _SMALLEST_SHARE)]
    if not taken:
        return [list(blocks)], []
    documents, problems = once(taken)
    before = blocks[: cards[0][0]]
    cleaned = [_with_title(_cleaned(text, problems), before) for text in documents]
    return cleaned, [*_left_out(blocks, taken, cleaned), *problems]


def _of_plain_page(blocks: Sequence[Block]) -> tuple[list[list[Block]], list[Problem]]:
    """One document, or one for each run of a language where a page holds substantial text in both."""
    runs = runs_of(blocks)
    chinese = [run for run in runs if language_of(run[0].text) == "zh" and Text(run, is_forum=False).size >= SMALLEST_TEXT["zh"]]
    english = [block for run in runs if run not in chinese for block in run]
    problems: list[Problem] = []
    if not chinese or Text(english, is_forum=False).size < SMALLEST_TEXT["en"] or len(runs) < 2:
        return ([_cleaned(Text(list(blocks), is_forum=False), problems)] if blocks else []), problems
    texts, problems = once([Text(run, is_forum=False) for run in (english, *chinese)])
    message = (
        "the file holds text in both languages; each was taken as a document: look for remarks and menus of a web page in them"
    )
    documents = [_cleaned(text, problems) for text in texts]
    return documents, [Problem("warning", message, english[0].line), *problems]


def _cleaned(text: Text, problems: list[Problem]) -> list[Block]:
    """A text without the page's own lines; what goes is noted. An article's date and author become entries of a form."""
    of_page = _page_lines(text)
    blocks = [block for i, block in enumerate(text.blocks) if i not in of_page]
    if of_page:
        places = _places([text.blocks[i] for i in sorted(of_page)], text.blocks)
        message = f"captions and lines of the page that come again were left out ({places}); look whether one of them is text"
        problems.append(Problem("note", message, text.blocks[min(of_page)].line))
    stated = form_lines(blocks) if of_page else {}
    about = (byline(blocks) if of_page else set()) - stated.keys()
    about |= {i for i in (1, 2) if i < len(blocks) - 1 and _ADDRESS.fullmatch(blocks[i].text)}
    if about:
        quoted = "; ".join(blocks[i].text for i in sorted(about))
        message = f"under the title stands, and was left out of the text (look whether it belongs to it): {quoted}"
        problems.append(Problem("note", message, blocks[min(about)].line))
    return [replace(block, text=stated.get(i, block.text)) for i, block in enumerate(blocks) if i not in about]


def _page_lines(text: Text) -> set[int]:
    if text.language == "zh":
        return set()
    found = page_lines(text.blocks, is_forum=text.is_forum)
    own = [i for i in range(len(text.blocks)) if i not in found]
    return found | ({own[i] for i in end_of_post([text.blocks[i] for i in own])} if text.is_forum else set())


def _with_title(document: list[Block], before: Sequence[Block]) -> list[Block]:
    """A post that begins with a sentence has its title above the first card: the longest line there."""
    title = max((block for block in before if not block.is_closed), key=lambda block: len(block.text), default=None)
    if not document or not document[0].is_closed or title is None or len(title.text) < _SHORTEST_TITLE:
        return document
    return [title, *document]


def _left_out(blocks: Sequence[Block], taken: Sequence[Text], cleaned: Sequence[list[Block]]) -> list[Problem]:
    used = {block.line for text in taken for block in text.blocks} | {block.line for document in cleaned for block in document}
    left = [block for block in blocks if block.line not in used]
    if not left:
        return []
    message = f"names, counters and posts of members were left out ({_places(left, blocks)}); look whether one of them is a text"
    return [Problem("warning", message, left[0].line)]


def _places(left: Sequence[Block], blocks: Sequence[Block]) -> str:
    """``lines 1 to 11, 94 to 138``: blocks that follow one another are one stretch."""
    order = {block.line: i for i, block in enumerate(blocks)}
    stretches: list[list[Block]] = []
    for block in left:
        if stretches and order[block.line] == order[stretches[-1][-1].line] + 1:
            stretches[-1].append(block)
        else:
            stretches.append([block])
    spans = [(stretch[0].line, stretch[-1].last_line) for stretch in stretches]
    return "lines " + ", ".join(str(first) if first == last else f"{first} to {last}" for first, last in spans)
