"""A large text file in pieces: where they begin, what is proven of each, which keys they share.

`certifying` proves one piece, `buckets` settles which rows have keys alike and which name none,
`kept` writes both to files. None depends on what another piece holds, on who asks, or on how often.
"""
