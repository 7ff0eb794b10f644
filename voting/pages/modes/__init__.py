"""What pages show and take of a poll by its method: the words of its choices, and the forms of each way of voting."""
