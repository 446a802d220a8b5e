"""What in a text can be checked, and how much it wants checking."""
