"""A local collection of earlier fact checks."""
