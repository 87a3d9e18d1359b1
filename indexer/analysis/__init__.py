"""Text → terms. The one place that cuts text, for indexing, querying and highlighting alike.

Text is folded first. A field has two streams of terms: ``words`` (jieba's words and English stems; positions count words)
and ``characters`` (each Chinese character, each two neighbours as a pair, each unstemmed Latin or digit run, each clause
mark), where a phrase is exact and found inside longer words, whatever jieba thinks; and ``references``: the provisions,
numbers and dates that a text names, in one form however they are written. ``pinyin`` gives titles by their sound.
"""

from indexer.analysis.chinese import PLAIN, Segmenter, dictionary_fingerprint, segmenter
from indexer.analysis.cutting import Cut, cut, joined, number_stream, number_terms, sequence, streams
from indexer.analysis.reference import Reference
from indexer.analysis.references import place, references
from indexer.analysis.tokens import Token, compounds, tokens
from indexer.analysis.user_dictionary import user_words

VERSION = "4"
"""Changes whenever the same text gives other terms: an index made with another version is made again."""

__all__ = [
    "PLAIN",
    "VERSION",
    "Cut",
    "Reference",
    "Segmenter",
    "Token",
    "compounds",
    "cut",
    "dictionary_fingerprint",
    "joined",
    "number_stream",
    "number_terms",
    "place",
    "references",
    "segmenter",
    "sequence",
    "streams",
    "tokens",
    "user_words",
]
