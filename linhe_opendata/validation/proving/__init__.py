"""The first pass: prove rows clean, and name those that are not proven.

`certify` goes through the file, `columns` through its cells; a kernel may leave a good cell
undecided and never proves a bad one. Each says in its docstring why it is sound.
"""
