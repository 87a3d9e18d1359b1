"""Terms: the term base by entries, its terms in any text, how consistently they are rendered, and terms that it lacks. Pure."""
