"""Pages and parts of pages that are made once for many readers, and what says who reads."""
