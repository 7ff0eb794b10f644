"""What pages keep of a text while nothing that they show has changed."""
