"""Term bases: TBX-Basic, written as ISO 30042:2019 (DCA style) or as of 2008, which most programs read; both are read.

An entry is a concept: a Chinese term and its English renderings, those of one run of terms with the same Chinese. Status, source
and note stand with the rendering they are about: ``administrativeStatus``, ``admin type="source"``, ``note``.
"""

from archive.exchange.tbx.reading import read
from archive.exchange.tbx.writing import pieces, pieces_of_2008

__all__ = ["pieces", "pieces_of_2008", "read"]
