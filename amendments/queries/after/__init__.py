"""Reads of what follows a proclamation: remarks of coherence, positions kept."""
