"""Pages of the debate: the speaking list, whoever has the floor, motions from the floor."""
