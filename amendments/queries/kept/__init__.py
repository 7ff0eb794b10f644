"""What was worked out from texts before the last start, read back; which texts to work on ahead."""
