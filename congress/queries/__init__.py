"""Reads of the congress: its roll, who is in the chamber."""
