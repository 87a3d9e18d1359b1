"""How good reading, splitting, recognising, structure and citations are: precision and recall over fixtures with their truth."""
