"""The reader's one design set against all of them: counts, a map, a frontier, the nearest way out.

Needs NumPy. The browser runs it in a worker of its own, so that the sliders stay live.
"""
