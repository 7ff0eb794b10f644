"""Tables of speed and load: one script for each table, each with its floor measured in the same run (`make bench`)."""
