"""Documents that people bring (DOCX, ODT, PDF), read in a process of their own, within bounds, one at a time."""
