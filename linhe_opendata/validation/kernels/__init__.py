"""What vectors of cells are proven by: `fitting` chooses the kernel of a field.

A kernel may leave a good cell undecided and never proves a bad one; each says why it is sound.
"""
