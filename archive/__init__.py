"""Duizhao's archive: what a document is, how one gets in, how one gets out.

Text goes one way: ``reading`` (file → lines) → ``parsing`` (lines → documents) → ``store`` (documents ↔ ``documents/``).
"""

__version__ = "0.1.0"
