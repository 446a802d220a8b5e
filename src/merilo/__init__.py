"""Merilo: a fact-checking desk."""
