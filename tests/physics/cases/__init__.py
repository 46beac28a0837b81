"""One row a law: inputs with units, the unit of the result, and for each input a value it refuses.

Rows serve the tests that hold for all laws: arrays, units, ranges. A new law without a row fails.
"""

from tests.physics.cases import moving_data, running_systems
from tests.physics.cases.vocabulary import Case

__all__ = ["CASES", "Case"]

CASES = (*moving_data.CASES, *running_systems.CASES)
