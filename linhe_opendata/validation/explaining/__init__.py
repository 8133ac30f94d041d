"""The second pass: frictionless reads what is not proven, and says what is wrong.

The only room that subclasses frictionless.
"""
