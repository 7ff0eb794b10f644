"""Pages of the congress: its roll, signing in."""
