"""The tables of the grammar: words for units, currencies and things, and what is beside them.

What varies between districts, scripts and trades stands here, as words and as the characters that
may or may not stand beside them; the forms that are put together from them stand in `grammar` and
`others`. All words are folded (see `fold`): half-width and simplified. Pure.
"""
