"""A chamber that votes: 8,000 signed-in members, their requests, and what they are compared with in the same run."""
