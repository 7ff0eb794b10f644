"""What the law of a congress forbids, refused in a sentence with its article, wherever it may be asked."""
