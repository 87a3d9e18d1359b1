"""A person going through the units of a document. Pure: the terminal is in archive.cli."""
