"""What surrounds the chamber: rendez-vous of the programme."""
