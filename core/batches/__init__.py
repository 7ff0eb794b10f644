"""Many who ask the same at once, answered together: plain statements in a savepoint, or for all of a batch."""
