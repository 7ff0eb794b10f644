"""Private notes: kept for the member who writes them, told to nobody."""
