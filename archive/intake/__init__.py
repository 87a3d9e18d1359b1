"""Taking in: files and folders → what was recognised → the collection, with what is known there already."""
