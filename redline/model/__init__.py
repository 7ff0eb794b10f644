"""The text model: blocks, lines, tokens, and sequences of them."""
