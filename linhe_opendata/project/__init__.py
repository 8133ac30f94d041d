"""A publisher's folder: where it is, and what it says, read once and handed on.

`folder` finds it, `schemas` reads its Table Schemas, `curated` its head and its tables.
"""
