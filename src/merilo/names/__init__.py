"""Names in the text, and which of them are one person, body or place."""
