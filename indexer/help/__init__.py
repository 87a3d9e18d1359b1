"""Help for whoever searches: suggestions, did you mean, which word finds nothing, more like this."""

from indexer.help.helper import Helper
from indexer.help.names import Names
from indexer.help.nothing_found import emptying, missing
from indexer.help.suggesting import Suggestion

__all__ = ["Helper", "Names", "Suggestion", "emptying", "missing"]
