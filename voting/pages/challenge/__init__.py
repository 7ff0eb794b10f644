"""Pages of what members ask for: a particular ballot, a check of the quorum."""
