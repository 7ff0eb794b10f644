"""Reads of voting: polls, their subjects, their frozen rules, what changed."""
