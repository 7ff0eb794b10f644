"""Pages on which an author asks members to cosign, and on which each of them answers."""
