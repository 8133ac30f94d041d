"""What a figure asserts, and what it is held against.

`model` has the objects and the table of qualifiers; `rules` hold a figure against itself and its
indicator, `evidence` against its text. `records` reads what a project records, `census` all of its
figures, of which `sieve` passes those that need no look; `judge` holds the others against their
texts. `intervals` is the arithmetic, `roles` says which table of a package holds what. All is pure
but `records` and `census`, which read.
"""
