"""Other words for what was typed: forms, spellings, translations, statutory words, related terms."""
