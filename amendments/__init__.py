"""Amendments: drafting, deposit, publication, what is incompatible, what falls, carrying over."""
