"""Readers of the kinds of source a library imports: each yields `Record`s, in order, and never stops early."""
