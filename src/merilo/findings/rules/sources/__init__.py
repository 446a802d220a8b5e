"""How the text knows what it tells: from one source, from hearsay, in a circle. Notes, not faults."""
