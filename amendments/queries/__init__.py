"""Reads of amendments: one, many, as they read now, and which compete."""
