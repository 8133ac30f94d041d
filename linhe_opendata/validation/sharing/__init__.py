"""Who does what of a package: the units of work, and the hands that do them.

`units` proves a piece of a table, settles buckets and judges a table, in whichever process; `hands`
are the processes beside this one, or an executor of someone else's. `naming` knows which tables are
in pieces.
"""
