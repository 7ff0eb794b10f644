"""What the chair reads on the console, a module for each region that says much."""
