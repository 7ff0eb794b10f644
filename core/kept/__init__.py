"""What is kept in memory of what was read, for as long as the journal says that nothing changed."""
