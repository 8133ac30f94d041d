"""The portal: a store as a web site of static files, in two languages. Written through a store.

`gather` reads the store, `site` is what it found, `pages` says and draws it, `files` are what lies
beside the pages, `writing` puts all of it where only what changed is written, and `serving` shows
it on this machine. It needs the packages of the extra `portal`.
"""

from linhe_opendata.errors import MissingExtraError

try:
    from linhe_opendata.portal.writing import PortalSummary, write_portal
except ModuleNotFoundError as error:
    if (error.name or "").startswith("linhe_opendata"):
        raise
    raise MissingExtraError("portal", "portal", error.name) from error

__all__ = ["PortalSummary", "write_portal"]
