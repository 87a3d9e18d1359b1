"""The files of the collection, a module a kind of file: text ↔ model, with every mistake named by file and line."""
