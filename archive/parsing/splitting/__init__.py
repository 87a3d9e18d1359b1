"""The blocks of a file → the blocks of each document in it."""
