"""A ballot sent by its voter: what the form and the cookie say, and what a press too soon leaves as it is."""
