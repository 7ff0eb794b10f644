"""Reads of the debate: the floor as it is now, the motions that wait, what the minutes tell."""
