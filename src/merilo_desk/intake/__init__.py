"""What the public sends: the form, the receipt, the inbox."""
