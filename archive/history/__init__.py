"""What was done to the collection: told, kept, and taken back."""
