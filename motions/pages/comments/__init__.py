"""Comments on the words of a proposal: what members said, alinéa by alinéa, and the form to say more."""
