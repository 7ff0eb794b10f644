"""Reading: what word processors wrote, as the Markdown of our texts; what was not is listed."""
