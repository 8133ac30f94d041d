"""What is wrong with a Table Schema or a Data Package descriptor, every problem at once. Pure.

The standard lets anybody add properties, so the usual validators stay silent about `primarykey`,
a `minimum` beside `constraints` or a key of columns that do not exist. These rules do not: an
unknown property is a problem where it looks like a slip (another spelling, another place), and
what is said about cells must be readable as a cell of that field.
"""

from __future__ import annotations

from linhe_opendata.standard.lint.packages import lint_package
from linhe_opendata.standard.lint.properties import Problem
from linhe_opendata.standard.lint.tables import lint_schema

__all__ = ["Problem", "lint_package", "lint_schema"]
