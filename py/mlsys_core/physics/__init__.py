"""The laws: one module a family, pure functions, each with its formula, valid range and source.

Quantities are in bytes, seconds, FLOP/s, watts and dollars, and each parameter's name says which.
A law takes floats or NumPy arrays alike and raises `OutOfRange` for an input it does not cover.
An unstable or endless result is infinite.
"""

from mlsys_core.physics.ranges import OutOfRange

__all__ = ["OutOfRange"]
