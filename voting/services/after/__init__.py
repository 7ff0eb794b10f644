"""What is told after a sitting: to each author, the fate of their amendments."""
