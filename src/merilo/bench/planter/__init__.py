"""Slips and their look-alikes, planted into real articles, to measure what the rules find and what they leave alone."""
