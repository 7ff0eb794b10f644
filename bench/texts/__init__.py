"""Texts and measures that the tables on texts share: their floor, generated edits, readability."""
