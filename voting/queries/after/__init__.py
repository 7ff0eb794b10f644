"""Reads of what follows a proclamation: what became of each amendment."""
