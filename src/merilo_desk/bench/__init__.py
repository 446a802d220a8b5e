"""How fast the desk's lists answer, a small desk beside a large one: `merilo desk bench`."""
