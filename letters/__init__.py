"""The open letter: a document free of any format, its renderers, its signatures, its transmission."""
