"""The rehearsal of a sitting: a copy of its congress, that counts for nothing and cannot be taken for it."""
