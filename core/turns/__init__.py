"""Turns that all processes of a site share: who serves, who does the chores, who reads the one large file."""
