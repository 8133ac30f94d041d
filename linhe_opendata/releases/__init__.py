"""Releases: versions of a package that never change, in a store. The write side; does I/O.

`publish` turns a project into a release, `verify` checks every byte of a store, `yank` advises
against a release without removing it. The read side is `client`; the two share the documents in
`catalogue` and never meet.
"""

from linhe_opendata.releases.checks import Finding
from linhe_opendata.releases.clear import HELD_FOR, Clearing, clear_unfinished
from linhe_opendata.releases.gate import build
from linhe_opendata.releases.ledger import list_releases, rebuild_catalogue
from linhe_opendata.releases.publish import Publication, publish
from linhe_opendata.releases.verify import Verification, verify
from linhe_opendata.releases.yank import yank

__all__ = [
    "HELD_FOR",
    "Clearing",
    "Finding",
    "Publication",
    "Verification",
    "build",
    "clear_unfinished",
    "list_releases",
    "publish",
    "rebuild_catalogue",
    "verify",
    "yank",
]
