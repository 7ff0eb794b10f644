"""Texts voted in parts, as pages show them."""
