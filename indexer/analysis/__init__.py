"""Text → terms. The one place that cuts text, for indexing, querying and highlighting alike.

Text is folded first. A field has three streams of terms: ``words`` (jieba's words and English stems; positions count
words), ``parts`` (dictionary words inside longer words; no positions) and ``characters`` (each Chinese character, each
unstemmed Latin or digit run and each clause mark with its position), where a phrase is exact whatever jieba thinks.
"""

from indexer.analysis.chinese import dictionary_fingerprint
from indexer.analysis.cutting import Cut, cut, number_stream, number_terms, streams
from indexer.analysis.tokens import Token, tokens

VERSION = "2"
"""Changes whenever the same text gives other terms: an index made with another version is made again."""

__all__ = [
    "VERSION",
    "Cut",
    "Token",
    "cut",
    "dictionary_fingerprint",
    "number_stream",
    "number_terms",
    "streams",
    "tokens",
]
