"""The one multilingual encoder: sentence vectors and token states, offline."""
