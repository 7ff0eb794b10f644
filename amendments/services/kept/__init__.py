"""Verbs that write down what was worked out from texts."""
