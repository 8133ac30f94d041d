"""What a publisher writes with: begin a project, read a text, add its figures.

`kit` has what ships for a new project and begins it; `refreshing` rewrites the schemas that follow
from a project's indicators.
"""
