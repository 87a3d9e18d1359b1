"""Bilingual tables in Word files (Office Open XML): a table a document, a row a unit, the heading row repeated on each page.

Columns: label and id, Chinese, English, state and score. What else is known of a unit stands as hidden text behind its state, so
that a table that was edited in a word processor comes back whole; without it a table is read by its columns. A word processor's
own table of two columns is read too.
"""

from archive.exchange.word_table.reading import read
from archive.exchange.word_table.writing import pieces

__all__ = ["pieces", "read"]
