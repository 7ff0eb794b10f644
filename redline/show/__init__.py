"""A difference shown: as HTML, as plain text."""
