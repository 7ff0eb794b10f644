"""Pages that show several domains: the home of a congress, the site, the demonstration."""
