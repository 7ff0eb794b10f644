"""What the chair does in a sitting with the life of amendments: a vote put off, one handed in while it sits."""
