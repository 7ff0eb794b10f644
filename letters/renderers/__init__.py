"""Renderers: each turns the same `Document` into one format; none changes a character of the texts."""
