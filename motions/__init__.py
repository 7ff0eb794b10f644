"""Motions, their parts and revisions, and what members think of them: viewpoints."""
