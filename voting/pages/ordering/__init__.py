"""Pages on the order of the votes of a sitting."""
