"""All that can be said of a project, a package or a table in one report. Does I/O (reads).

`dispatch` tells which of the three is meant. `audit` judges a project, `texts` say what is recorded
of them; `single` one file as if it were a table of it, `foreign` what belongs to no project,
`openness` a project's head. `located` puts what they find on its line.
"""
