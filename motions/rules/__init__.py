"""Rules of the motion, pure: no web, no database."""
