"""The physics of machine-learning systems, and the interactive labs that are built on it.

`mlsys_core.physics` holds laws as pure functions, `mlsys_core.hardware` published constants,
`mlsys_core.labs` one module a lab. Nothing here needs more than the standard library.
"""

__version__ = "0.1.0"
