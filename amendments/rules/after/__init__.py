"""What follows an adoption: how another fell, what the other parts still say."""
