"""Pages of voting: the console, the hall, polls, sittings; what each shows, and its view."""
