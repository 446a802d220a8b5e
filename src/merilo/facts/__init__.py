"""Known facts of a desk: a table of dated facts, and an article held against it.

from merilo.facts.table import read
from merilo.facts.check import against

findings = against(reading, read(Path("offices.csv")))
"""
