"""A catalogue only grows: what one has lost of an earlier one. Pure.

The writer refuses to write what the reader would refuse to read, so both ask here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.ledger.documents.model import REASONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linhe_opendata.ledger.documents.model import Catalogue, CatalogueEntry


def find_losses(seen: Catalogue, shown: Catalogue) -> Iterator[str]:
    """Yield what `shown` lacks or changed of what was `seen` before."""
    now = {entry.version: entry for entry in shown.releases}
    for entry in seen.releases:
        if entry.version not in now:
            yield f"version {entry.version} is missing"
        elif now[entry.version].sha256 != entry.sha256:
            yield f"version {entry.version} is another release than before"
        elif entry.yanked and not now[entry.version].yanked:
            yield f"version {entry.version} is no longer yanked"
        elif not _keeps_reasons(entry, now[entry.version]):
            yield f"version {entry.version} is no longer yanked because of: {entry.yanked}"


def _keeps_reasons(before: CatalogueEntry, now: CatalogueEntry) -> bool:
    """Say whether every reason is still given; others follow those that were given before."""
    if before.yanked is None:
        return True
    return f"{now.yanked}{REASONS}".startswith(f"{before.yanked}{REASONS}")
