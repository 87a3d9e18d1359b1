"""How text is found: ``analysis`` cuts text into terms, an engine stores and counts them, ``search`` answers."""
