"""What the text says by its verbs."""
