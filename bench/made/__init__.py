"""What tables are made of: edits generated on real texts, the floor of redline."""
