"""Pages of amendments: what each shows, and its view."""
