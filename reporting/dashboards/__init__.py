"""Read models of the pages: a person and a day in, frozen plain data out."""
