"""Releases: versions of a package that never change, in a store. The write side; does I/O.

`publish` turns a project into a release, `verify` checks every byte of a store, `yank` advises
against a release without removing it. The read side is `client`; the two share the documents in
`catalogue` and never meet.
"""

from linhe_opendata.releases.ledger import list_releases, rebuild_catalogue
from linhe_opendata.releases.publish import Publication, publish
from linhe_opendata.releases.verify import Finding, Verification, verify
from linhe_opendata.releases.yank import yank

__all__ = [
    "Finding",
    "Publication",
    "Verification",
    "list_releases",
    "publish",
    "rebuild_catalogue",
    "verify",
    "yank",
]
