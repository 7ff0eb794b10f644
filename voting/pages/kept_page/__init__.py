"""Answers that thousands of phones ask for at once, made without the ordinary route where it would say the same."""
