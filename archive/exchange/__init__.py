"""Translation units and terms in the formats of other programs, both ways: TMX, XLIFF, TBX, CSV, DOCX, JSON Lines."""
