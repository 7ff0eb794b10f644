"""Texts as people read them: typography, inline marks, dates in words."""
