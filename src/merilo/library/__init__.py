"""A collection of earlier fact checks: kept whole in SQLite, imported from and exported to what the field uses."""

from merilo.library.collection import Library, Stats, home_of, names, remove
from merilo.library.exports import FORMATS, export, write
from merilo.library.intake import Imported, Progress, import_checks, import_path, import_stream
from merilo.library.records import Note, Record, phrase_of
from merilo.library.sources.guess import KINDS

__all__ = [
    "FORMATS",
    "KINDS",
    "Imported",
    "Library",
    "Note",
    "Progress",
    "Record",
    "Stats",
    "export",
    "home_of",
    "import_checks",
    "import_path",
    "import_stream",
    "names",
    "phrase_of",
    "remove",
    "write",
]
