"""Reads of what follows a proclamation: discrepancies of coherence, positions kept."""
