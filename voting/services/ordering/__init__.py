"""What a sitting does to the order of its votes: the chair's moves, adoptions without debate."""
