"""The command line: parses, calls the library, prints. It puts the program together; nothing imports it.

Commands import what they need when they run, so that ``archive --help`` is quick.
"""

from archive.cli.main import main

__all__ = ["main"]
