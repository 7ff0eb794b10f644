"""What is done to the minutes of a sitting: keyed, submitted, adopted, signed, published."""
