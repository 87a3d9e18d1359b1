"""Pure functions on strings: folding, numerals, dates, document numbers, segment ids and labels."""
