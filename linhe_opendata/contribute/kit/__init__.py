"""What ships for a new publisher, and a project begun from it.

`library` has the indicators that districts report everywhere, `area_codes` the areas of GB/T 2260;
`drafting` makes the files of a new project, `beginning` puts them into a folder.
"""
