"""What surrounds the chamber: the items of the programme."""
