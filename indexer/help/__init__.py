"""Help for whoever searches: suggestions, did you mean, which word finds nothing, more like this.

``help.helper`` has it all over an open index; it is not imported here, since the entries of an index use ``pinyin_stream``.
"""

from indexer.help.names import Names
from indexer.help.nothing_found import emptying, missing
from indexer.help.pinyin import pinyin_stream
from indexer.help.suggesting import Suggestion

__all__ = ["Names", "Suggestion", "emptying", "missing", "pinyin_stream"]
