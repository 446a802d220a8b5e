"""A case: from a claim to an approved verdict."""
