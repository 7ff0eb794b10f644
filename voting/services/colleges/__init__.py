"""Freezing what colleges are when a poll opens, and what may not be counted by them."""
