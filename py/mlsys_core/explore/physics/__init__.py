"""The Python of an act laid open: read it, change it, run your version beside the book's.

A reader's version runs in a second copy of the core, in a worker or a script of its own.
"""
