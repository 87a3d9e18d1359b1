"""The engine over tantivy, a library in Rust."""
