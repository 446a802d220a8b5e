"""Trained weights, each with a card beside it: data, licence, scores, limits, how to train again."""
