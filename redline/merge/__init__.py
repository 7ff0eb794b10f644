"""Several amendments merged into one text, carried over, and every clash named."""
