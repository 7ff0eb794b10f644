"""Renderers: each turns the same `Paper` into one format; none changes a character of its words."""
