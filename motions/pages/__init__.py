"""Pages of the motion: its text, its versions, the points of view on it."""
