"""XLIFF: written as 2.0 (OASIS, 2014), read as 2.0, 2.1 and 1.2, as CAT tools give it back.

A document is a ``file``, a unit a ``unit`` with one ``segment`` whose ``state`` says how far it is: ``final`` is confirmed,
``translated`` computed, ``initial`` stale, a digest or untranslated (``subState`` says which). What else is known of it stands in
the metadata module (2.0, appendix D) under the category ``duizhao``. A character that XML cannot hold is a ``cp``.
"""

from archive.exchange.xliff.reading import read
from archive.exchange.xliff.writing import pieces

__all__ = ["pieces", "read"]
