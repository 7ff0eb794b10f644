"""Files that people bring, of no domain: read, decoded, their tables and cells, what is wrong in them."""
