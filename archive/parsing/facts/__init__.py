"""What a document says of itself: numbers, issuers, dates, type, effect, relations, and how sure each is."""
