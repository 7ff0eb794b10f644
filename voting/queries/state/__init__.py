"""What the thousands of pages that follow a sitting ask for every few seconds, answered from memory."""
