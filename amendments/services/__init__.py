"""What authors, the secretariat and the assembly do with amendments."""
