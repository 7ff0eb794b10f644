"""Texts voted in parts: which are, what is left of them, and how they are named."""
