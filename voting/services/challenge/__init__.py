"""Requests of members: a particular ballot, a check of the quorum, from asking to what it changes."""
