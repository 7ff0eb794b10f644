"""Files that people bring: of a checked type, without what a program added, kept as rows."""
