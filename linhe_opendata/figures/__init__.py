"""What a figure asserts, and what it is held against.

`model` has the objects and the table of qualifiers; `rules` hold a figure against itself and its
indicator, `evidence` against its text; `judge` does both for all that `records` read. `intervals`
is the arithmetic, `roles` says which table of a package holds what. All is pure but `records`,
which reads.
"""
