"""The colleges of a congress: in which one a member votes, and for how much."""
