"""The checks that frictionless does not make: of rows, cells and text. Pure but `text`."""
