"""What people change in the order of the votes: moves, and adoptions without debate."""
