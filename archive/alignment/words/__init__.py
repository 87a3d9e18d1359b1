"""Which words answer to which: term base, CC-CEDICT, what was learned; names, numbers and other signs. Pure."""
