"""What hostile texts and files cost: the longest time and the largest memory that they take."""
