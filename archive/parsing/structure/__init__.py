"""Blocks → segments with labels, levels and ids; contents, annexes, the order of numbers."""
