"""CSV (RFC 4180) and TSV: UTF-8 with a byte order mark, which spreadsheets need; a heading; a row a unit.

A cell with a separator, a quotation mark or a line break is quoted, in TSV too. Cells that would be formulas are made harmless
(``archive.exchange.formulas``); properties are a JSON object in one cell; several segments have a space between them.
Control characters are written as ``archive.exchange.characters`` says: spreadsheets drop them.
"""

from archive.exchange.comma_separated.reading import read
from archive.exchange.comma_separated.terms import read_terms
from archive.exchange.comma_separated.writing import csv_pieces, tsv_pieces

__all__ = ["csv_pieces", "read", "read_terms", "tsv_pieces"]
