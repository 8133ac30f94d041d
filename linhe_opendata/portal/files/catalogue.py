"""The catalogue of a site for those who harvest it: DCAT as JSON-LD and as Turtle. Pure.

Every release of every package is in it but those that were withdrawn, newest first. Addresses are
relative to the site, as those of the pages are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.metadata.dcat import DcatCatalogue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linhe_opendata.metadata import Dataset
    from linhe_opendata.portal.site import PackageSite

CATALOGUE_FILES = {"catalogue.jsonld": "application/ld+json", "catalogue.ttl": "text/turtle"}
"""Each file of the catalogue, at the top of the site, and its media type."""


def write_catalogue(packages: Sequence[PackageSite], base_url: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the catalogue; none where everything was withdrawn."""
    base = base_url or "./"
    releases = list(_releases(packages, base))
    if not releases:
        return
    catalogue = DcatCatalogue(releases, base)
    for name, parts in zip(CATALOGUE_FILES, (catalogue.json_ld(), catalogue.turtle()), strict=True):
        yield name, "".join(parts).encode()


def _releases(packages: Sequence[PackageSite], base: str) -> Iterator[tuple[Dataset, str]]:
    for package in packages:
        for one in package.releases:
            if not one.yanked:
                yield one.dataset, f"{base}{package.name}/{one.version}/"
