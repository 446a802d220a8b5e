"""What may be done with what the public sends; each module is one matter."""
