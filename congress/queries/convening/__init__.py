"""What is known of the convening of a sitting."""
