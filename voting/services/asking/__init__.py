"""Questions in the words of the chair: how one is asked."""
