"""Measures search over the collection of this repository: queries of readers, each with the passages that answer it."""
