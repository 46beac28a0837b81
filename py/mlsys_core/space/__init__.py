"""The design space of an act: every design its controls allow, evaluated as arrays and counted.

The proofs at build time and a reader's survey in the browser walk it with this same code. Needs
NumPy; nothing that answers a slider imports this package.
"""
