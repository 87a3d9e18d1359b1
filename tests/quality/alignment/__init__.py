"""How good the alignment is: texts whose pairs are known, and what the aligner makes of them."""
