"""A report drawn for people: the lists, marks, rows and pictures that the terminal, the pages and the desk share."""
