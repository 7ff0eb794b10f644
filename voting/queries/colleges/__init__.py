"""Votes by college, read back from what was frozen at the opening and locked at the closing."""
