"""Texts voted in parts: how the chair divides one, and what the votes on its parts do to it."""
