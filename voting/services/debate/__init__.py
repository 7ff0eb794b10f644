"""What changes the debate: asking to speak, giving the floor, raising and settling motions."""
