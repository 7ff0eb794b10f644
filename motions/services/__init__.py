"""What changes a motion: its parts, its revisions, the points of view given on it."""
