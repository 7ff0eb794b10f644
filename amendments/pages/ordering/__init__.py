"""Pages of what is proposed for adoption without debate."""
