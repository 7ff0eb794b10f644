"""Reads of the life of amendments: their sub-amendments, their former versions, what happened to them."""
