"""The minutes of a sitting on the screen and as files, the deliberations, the votes of a member, open data."""
