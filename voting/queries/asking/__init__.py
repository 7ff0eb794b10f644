"""What a question in the words of the chair is called, and how it is put."""
