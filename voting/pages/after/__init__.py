"""Pages after a proclamation: the way of an amendment and its answer, where the text in force comes from."""
