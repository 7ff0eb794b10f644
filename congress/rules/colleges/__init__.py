"""Colleges: what a congress decides of them, and whether its shares can be counted so. Pure."""
