"""What leaves for readers: the booklet of amendments in the order of the votes, the feed of what happens to them."""
