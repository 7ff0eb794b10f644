"""What the sheet of an amendment says and does beside its fields."""
