"""Who sits in which college: the numbers of each, and the members whom no college counts."""
