"""The engine over Whoosh, in pure Python."""
