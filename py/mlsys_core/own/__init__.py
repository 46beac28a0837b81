"""A reader's own hardware: devices beside the book's, never scored, no part of any record.

Nothing here is imported until a reader has a device: a first visit does not fetch it.
"""
