"""A catalogue only grows: what one has lost of an earlier one. Pure.

The writer refuses to write what the reader would refuse to read, so both ask here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.ledger.documents.model import REASONS
from linhe_opendata.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linhe_opendata.ledger.documents.model import Catalogue, CatalogueEntry
    from linhe_opendata.messages import Message


def find_losses(seen: Catalogue, shown: Catalogue) -> Iterator[Message]:
    """Yield what `shown` lacks or changed of what was `seen` before."""
    now = {entry.version: entry for entry in shown.releases}
    for entry in seen.releases:
        if entry.version not in now:
            yield message("version-missing", version=entry.version)
        elif now[entry.version].sha256 != entry.sha256:
            yield message("version-replaced", version=entry.version)
        elif entry.yanked and not now[entry.version].yanked:
            yield message("version-no-longer-yanked", version=entry.version)
        elif not _keeps_reasons(entry, now[entry.version]):
            yield message("version-lost-reasons", version=entry.version, reasons=entry.yanked)


def _keeps_reasons(before: CatalogueEntry, now: CatalogueEntry) -> bool:
    """Say whether every reason is still given; others follow those that were given before."""
    if before.yanked is None:
        return True
    return f"{now.yanked}{REASONS}".startswith(f"{before.yanked}{REASONS}")
