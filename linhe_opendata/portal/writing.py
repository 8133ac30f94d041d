"""Write the site of a store into a folder or another store. Does I/O.

A file of a release never changes, so it is created once. Pages that are new come before any that
is there is changed, so nothing that can be reached links to what is not there yet; those that say
something else than before are swapped in, one at a time. A run that is killed leaves a site whose
every page is whole and whose every link leads somewhere, and the next run goes on.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linhe_opendata.documents import real_path
from linhe_opendata.errors import StoreError
from linhe_opendata.packing.canonical import json_bytes
from linhe_opendata.portal.files.downloads import to_json, to_workbook
from linhe_opendata.portal.files.feed import write_feed
from linhe_opendata.portal.gather import find_packages, gather_package
from linhe_opendata.portal.pages.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from linhe_opendata.client.cache import Cache
    from linhe_opendata.client.copies import ReleaseCopy
    from linhe_opendata.portal.site import PackageSite
    from linhe_opendata.store import Store


_AT_ONCE = 16
_EACH = 16
"""How many files are written at the same time, and how many of them wait for their turn."""


@dataclass(frozen=True, slots=True)
class PortalSummary:
    """What a run did: the files it wrote, those that already said the same, and the packages."""

    packages: tuple[str, ...]
    written: int
    unchanged: int


@dataclass
class _Writer:
    """Puts files into the site and counts them."""

    site: Store
    written: int = 0
    unchanged: int = 0
    fresh: dict[str, bytes] = field(default_factory=dict)
    waiting: list[tuple[str, bytes, bytes]] = field(default_factory=list)

    def keep(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Create files that never change.

        Raises:
            StoreError: one is there with other content.

        """
        fresh = {}
        for name, data in files:
            if self.site.find(name) == data:
                self.unchanged += 1
            else:
                fresh[name] = data
        if taken := self._create(fresh):
            raise StoreError("site-has-other-file", name=taken, address=self.site.address)

    def put(self, name: str, data: bytes) -> None:
        """Put a page that is new, soon; one in place of what is there waits until all are."""
        before = self.site.find(name)
        if before == data:
            self.unchanged += 1
        elif before is None:
            self.fresh[name] = data
            if len(self.fresh) >= _AT_ONCE * _EACH:
                self.put_fresh()
        else:
            self.waiting.append((name, data, before))

    def put_fresh(self) -> None:
        """Put the new pages."""
        if taken := self._create(self.fresh):
            raise self._disturbed(taken)
        self.fresh.clear()

    def _create(self, files: Mapping[str, bytes]) -> str | None:
        """Create files, several at once: most of the time goes by until a disk has them.

        Return the name of one that is there with other content.
        """
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            created = pool.map(self.site.create, files.keys(), files.values())
            for name, is_there in zip(files, created, strict=True):
                if not is_there:
                    return name
        self.written += len(files)
        return None

    def put_waiting(self) -> None:
        """Put the new pages, then those that wait, in their order."""
        self.put_fresh()
        for name, data, before in self.waiting:
            self._swap(name, data, before)
        self.waiting.clear()

    def _swap(self, name: str, data: bytes, before: bytes) -> None:
        if not self.site.swap(name, data, before):
            raise self._disturbed(name)
        self.written += 1

    def _disturbed(self, name: str) -> StoreError:
        return StoreError("site-is-disturbed", name=name, address=self.site.address)


def write_portal(
    store: Store,
    site: Store,
    *,
    cache: Cache,
    base_url: str = "",
    accept_older: bool = False,
    progress: Callable[[str], None] | None = None,
) -> PortalSummary:
    """Write the site of every package and release of `store` into `site`.

    `base_url` is where the site will be served, for the lines that people copy; without it they
    are relative. `accept_older` lets the store show less than it did before.

    Raises:
        StoreError: a store cannot be read or written, or has no package; or the site would lie
            among the releases.

    """
    tell = progress or (lambda _name: None)
    names = find_packages(store)
    _refuse_among_releases(store, site, names)
    if not names:
        raise StoreError("no-package-to-show", address=store.address)
    writer = _Writer(site)
    packages = []
    for name in names:
        package, copies = gather_package(store, name, cache, accept_older=accept_older)
        packages.append(package)
        for copy in copies:
            tell(f"{name} {copy.version}")
            _keep_release(writer, copy)
        _put_newest(writer, package, copies)
    _put_pages(writer, Renderer(packages, base_url and base_url.rstrip("/") + "/"))
    return PortalSummary(tuple(names), writer.written, writer.unchanged)


def _put_pages(writer: _Writer, renderer: Renderer) -> None:
    writer.keep(renderer.assets())
    for package in renderer.packages:
        for name, data in renderer.package_pages(package):
            writer.put(name, data)
        writer.put(f"{package.name}/feed.atom", write_feed(package))
    for name, data in renderer.site_pages():
        writer.put(name, data)
    writer.put_fresh()
    for name, data in renderer.entry_pages():
        writer.put(name, data)
    writer.put_waiting()


def _refuse_among_releases(store: Store, site: Store, names: Iterable[str]) -> None:
    """Keep a site from being written where a file of it would be an unknown file of a release."""
    at, there = (one.address.rstrip("/") for one in (store, site))
    if "://" not in at:
        at, there = (real_path(one).as_posix() for one in (at, there))
    taken = [f"{at}/{name}/" for name in names]
    if there == at or f"{there}/".startswith(tuple(taken)):
        raise StoreError("site-among-releases", address=there)


def _keep_release(writer: _Writer, copy: ReleaseCopy) -> None:
    """Copy a release; its record comes last, and where it stands the release is whole."""
    folder = f"{copy.name}/{copy.version}"
    record = copy.read_record()
    if writer.site.find(f"{folder}/release.json") == record:
        return
    writer.keep((f"{folder}/{file.path}", copy.read_file(file.path)) for file in copy.record.files)
    writer.keep((f"{folder}/{name}", data) for name, data in _table_files(copy))
    writer.keep([(f"{folder}/release.json", record)])


def _put_newest(writer: _Writer, package: PackageSite, copies: list[ReleaseCopy]) -> None:
    newest = next(one for one in copies if one.version == package.shown.version)
    for name, data in _table_files(newest):
        writer.put(f"{package.name}/{name}", data)


def _table_files(copy: ReleaseCopy) -> Iterator[tuple[str, bytes]]:
    """Yield each table as people take it away, by its short name."""
    for resource in copy.descriptor["resources"]:
        table = resource["name"]
        rows = copy.read_table(table).to_pylist()
        columns = [one["name"] for one in resource["schema"]["fields"]]
        yield f"{table}.csv", copy.read_file(f"csv/data/{table}.csv")
        yield f"{table}.json", to_json(rows)
        yield f"{table}.xlsx", to_workbook(rows, columns, table)
        yield f"{table}.metadata.json", json_bytes(resource)
