"""What the chair fills in on the console to put something else to the vote, and the page that takes it."""
