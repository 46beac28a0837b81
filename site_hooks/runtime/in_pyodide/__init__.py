"""Modules that run inside Pyodide: one at build time under Node, one in the reader's browser."""
