"""In what order variants of a text are put to the vote, and which of them exclude one another."""
