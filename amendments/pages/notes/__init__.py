"""Pages of a member's own notes."""
