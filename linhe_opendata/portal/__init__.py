"""The portal: a store as a web site of static files, in two languages. Written through a store.

`gather` reads the store, `site` is what it found, `pages` says which pages there are, `writing`
puts them where only what changed is written. The rest is pure: `words`, `marks` and `scales` say
and draw a figure, `strings` has the words of the pages, `search_index` what a search needs.
"""

from linhe_opendata.portal.writing import PortalSummary, write_portal

__all__ = ["PortalSummary", "write_portal"]
