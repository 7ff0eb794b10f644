"""What pages show of a vote counted by colleges."""
