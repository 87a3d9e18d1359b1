"""One document's blocks → its parts: title, number, addressees, text, signature, imprint, what it issues."""
