"""What was found → what is shown of it: passages, matches, facets, what found it."""
