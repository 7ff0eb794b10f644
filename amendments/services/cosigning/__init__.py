"""Convincing: asking members to cosign an amendment, answering, confirming when its author changed it."""
