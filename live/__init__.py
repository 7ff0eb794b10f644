"""Fan-out to browsers: versions only, no domain, no text."""
