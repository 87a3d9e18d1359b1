"""Where an index lies, what it records of itself, and how readers hold it open."""
