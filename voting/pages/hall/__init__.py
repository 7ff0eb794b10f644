"""The screen of the hall: what it shows, how large its words are, its view."""
