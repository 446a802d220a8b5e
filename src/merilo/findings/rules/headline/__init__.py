"""The headline and the captions against the text."""
