"""Write the site of a store into a folder or another store. Does I/O.

A file of a release never changes, so it is created once. Pages that are new come before any that
is there is changed, so nothing that can be reached links to what is not there yet; those that say
something else than before are swapped in. A run that is killed leaves a site whose
every page is whole and whose every link leads somewhere, and the next run goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from linhe_opendata.client.choosing import read_catalogue
from linhe_opendata.client.copies import ReleaseCopy
from linhe_opendata.documents import real_path
from linhe_opendata.errors import StoreError
from linhe_opendata.ledger.packages import find_packages
from linhe_opendata.portal.files.catalogue import write_catalogue
from linhe_opendata.portal.files.feed import write_feed
from linhe_opendata.portal.gather import begin_gathering
from linhe_opendata.portal.keeping import Keeper
from linhe_opendata.portal.pages.renderer import Renderer
from linhe_opendata.portal.putting import open_writer
from linhe_opendata.portal.tables import TablesRead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from linhe_opendata.client.cache import Cache, Progress
    from linhe_opendata.portal.gather import Gathering
    from linhe_opendata.portal.putting import SiteWriter
    from linhe_opendata.portal.site import PackageSite
    from linhe_opendata.store import Reader, Store


@dataclass(frozen=True, slots=True)
class PortalSummary:
    """What a run did: the files it wrote, those that already said the same, and the packages."""

    packages: tuple[str, ...]
    written: int
    unchanged: int


def write_portal(
    store: Reader,
    site: Store,
    *,
    cache: Cache,
    base_url: str = "",
    accept_older: bool = False,
    progress: Progress | None = None,
) -> PortalSummary:
    """Write the site of every package and release of `store` into `site`.

    `base_url` is where the site will be served, for the lines that people copy; without it they
    are relative. `accept_older` lets the store show less than it did before. `progress` is told
    what is being written, by its address, how much of it is done, and of how much: the releases
    of each package, then pages.

    Raises:
        StoreError: a store cannot be read or written, or has no package; or the site would lie
            among the releases.

    """
    tell = progress or _tell_nobody
    names = find_packages(store)
    if names is None:
        raise StoreError("packages-unknown", address=store.address)
    _refuse_among_releases(store, site, names)
    if not names:
        raise StoreError("no-package-to-show", address=store.address)
    with open_writer(site) as writer:
        packages = []
        for name in names:
            entries = read_catalogue(store, name, cache, accept_older=accept_older).releases
            copies = [ReleaseCopy(store, name, entry, cache) for entry in reversed(entries)]
            gathering = begin_gathering(name, store.address, TablesRead())
            packages.append(_keep_package(writer, gathering, copies, tell))
        renderer = Renderer(packages, base_url and base_url.rstrip("/") + "/")
        _put_pages(writer, renderer, partial(tell, site.address))
        return PortalSummary(tuple(names), writer.written, writer.unchanged)


def _tell_nobody(name: str, done: int, total: int) -> None:
    """Tell nobody how far it is."""


def _keep_package(
    writer: SiteWriter, gathering: Gathering, copies: Sequence[ReleaseCopy], tell: Progress
) -> PackageSite:
    """Keep every release, oldest first, and put the tables of the one that is shown."""
    name, keeper = gathering.name, Keeper(writer, gathering.tables)
    for done, copy in enumerate(copies, start=1):
        gathering.add(copy)
        keeper.keep(copy)
        tell(f"{writer.site.address}/{name}", done, len(copies))
    writer.finish()
    package, shown = gathering.package()
    for file, data in keeper.table_files(shown):
        writer.put(f"{name}/{file}", data())
    return package


def _put_pages(writer: SiteWriter, renderer: Renderer, tell: Callable[[int, int], None]) -> None:
    for name, data in renderer.assets():
        writer.keep(name, partial(bytes, data))
    for done, (name, data) in enumerate(renderer.inner_pages(), start=1):
        writer.put(name, data)
        tell(done, renderer.count)
    for package in renderer.packages:
        writer.put(f"{package.name}/feed.atom", write_feed(package))
    for name, data in write_catalogue(renderer.packages, renderer.base_url):
        writer.put(name, data)
    writer.finish()
    for name, data in renderer.entry_pages():
        writer.put(name, data)
    writer.put_waiting()


def _refuse_among_releases(store: Reader, site: Store, names: Iterable[str]) -> None:
    """Keep a site from being written where a file of it would be an unknown file of a release."""
    at, there = (one.address.rstrip("/") for one in (store, site))
    if "://" not in at:
        at, there = (real_path(one).as_posix() for one in (at, there))
    taken = [f"{at}/{name}/" for name in names]
    if there == at or f"{there}/".startswith(tuple(taken)):
        raise StoreError("site-among-releases", address=there)
