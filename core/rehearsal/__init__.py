"""Doing something to see what it does: in a copy of the database, kept afterwards or not at all."""
