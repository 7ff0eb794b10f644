"""Two texts compared: which block became which, which words changed, on which lines."""
