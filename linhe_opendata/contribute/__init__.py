"""From nothing to a project, and from a text to its rows: what ships for a new publisher.

`library` has the indicators that districts report everywhere, `area_codes` the areas of GB/T 2260;
`drafting` writes the files of a new project, `beginning` puts them into a folder. `refreshing`
rewrites the schemas that follow from a project's indicators.
"""
