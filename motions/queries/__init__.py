"""Reads of the motion and of points of view."""
