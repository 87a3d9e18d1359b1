"""One module, one blueprint, one topic."""
