"""What the minutes of a sitting are read from: its journal, its frozen rows, what its secretary keyed."""
