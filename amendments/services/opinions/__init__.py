"""What the bureau says of an amendment before its vote: its advice, a text that it would rather have."""
