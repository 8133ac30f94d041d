"""A project becomes bytes that depend on nothing else.

`typed` reads a CSV file by its schema, `canonical` writes it the one way, `descriptor` describes
it, `manifest` lists it, and `packages` puts it all together.
"""
