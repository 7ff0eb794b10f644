"""One term replaced by another wherever it stands, with the agreements that follow: proposed, never imposed."""
