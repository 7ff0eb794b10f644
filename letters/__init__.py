"""The open letter: its record free of any format, told as a paper, its signatures, its transmission."""
