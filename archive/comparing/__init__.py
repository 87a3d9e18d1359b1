"""Comparing texts: which documents are nearly the same (sketches), and what changed between two (passages, words). Pure."""
