"""A meeting that goes on: the wall, a phone for each, the note-taker's desk. Any of them can be left at home."""
