"""Tracking: two texts as one document whose tracked changes give the one once accepted, the other once rejected."""
