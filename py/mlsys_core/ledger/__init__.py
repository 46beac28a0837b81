"""The Design Ledger as a document: what it may hold, how old ones are read, how two become one.

Everything here is pure: JSON-like data or text in, data out. Nothing is trusted to have its shape,
and what can't be understood is named and kept, never silently dropped.
"""

from mlsys_core.ledger.clean import clean_document, clean_record
from mlsys_core.ledger.merge import merged
from mlsys_core.ledger.problems import NotALedger, Problem
from mlsys_core.ledger.reading import Reading, read_text
from mlsys_core.ledger.schema import SCHEMA, Document, Record, empty

__all__ = [
    "SCHEMA",
    "Document",
    "NotALedger",
    "Problem",
    "Reading",
    "Record",
    "clean_document",
    "clean_record",
    "empty",
    "merged",
    "read_text",
]
