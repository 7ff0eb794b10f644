"""A text voted in parts: where it may be cut, and what is left of it."""
