"""The concordance: a term in either language, every passage with it, and what renders it on the other side.

``wording`` reads what was typed, ``finding`` finds it in texts, ``scanning`` goes through all units once, ``lines`` says what
renders each occurrence and groups them, ``concordance`` answers.
"""

from indexer.concordance.concordance import MAX_EXPORTED, MAX_LIMIT, Concordance
from indexer.concordance.results import LINE_SORTS, NOT_FOUND, ConcordanceAnswer, Group, Line, LineSort, Question

__all__ = [
    "LINE_SORTS",
    "MAX_EXPORTED",
    "MAX_LIMIT",
    "NOT_FOUND",
    "Concordance",
    "ConcordanceAnswer",
    "Group",
    "Line",
    "LineSort",
    "Question",
]
