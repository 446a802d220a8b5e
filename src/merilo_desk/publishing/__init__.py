"""The public site: fact-check pages, markup, feeds, search."""
