"""Translation memories: TMX 1.4b (LISA OSCAR, 2005), valid against tmx14.dtd.

A unit is a ``tu``: ``tuid`` its document and id, ``segtype`` its level, the other facts as ``prop type="x-NAME"``, its note as
``note``; each text a ``tuv`` with the ids of its segments as ``prop type="x-eId"`` (Akoma Ntoso eIds). A side that has
nothing has no ``tuv``. Characters that XML cannot hold: see ``archive.exchange.characters``.
"""

from archive.exchange.tmx.reading import read
from archive.exchange.tmx.writing import pieces

__all__ = ["pieces", "read"]
