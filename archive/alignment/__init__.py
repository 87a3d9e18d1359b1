"""Which passage answers to which: words, lines, editions, and their review. Pure."""
