"""The server of a site: `hemicycle serve`, what it checks and prepares first, Granian, and the bridge from it to Flask.

Nothing is imported here: starting stays light, since each import is a part of what a visitor waits for the first page.
"""
