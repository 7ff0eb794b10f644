"""Who is in the chamber: the code at the door, who holds a seat, who takes no part."""
