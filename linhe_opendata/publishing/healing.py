"""Write again what a release has lost, where it comes out as it was. Does I/O.

A release whose record is there and whose files are not was damaged after its publication, as by
someone who cleared the store or copied a part of it. Nothing but the same bytes can mend it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.errors import StoreError
from linhe_opendata.ledger.claims import Claim
from linhe_opendata.ledger.documents import CLAIM
from linhe_opendata.ledger.reading import find_release
from linhe_opendata.messages import message
from linhe_opendata.packing.canonical import digest_bytes, digest_file
from linhe_opendata.publishing.adopting import seal_adopting
from linhe_opendata.publishing.assembling import (
    CHANGES,
    compare,
    name_tools,
    tell,
)
from linhe_opendata.publishing.commit import create_all, find_lacking
from linhe_opendata.store import keeps_nothing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from linhe_opendata.ledger.documents import PackageFile
    from linhe_opendata.ledger.reading import Release
    from linhe_opendata.packing.drafting import Draft
    from linhe_opendata.store import Store


def heal_release(store: Store, release: Release, drafted: Draft) -> tuple[str, ...]:
    """Create the objects that a release lacks, from a draft with its content; return their names.

    Whether they are there, and how large, is asked of a listing: `verify` reads them.

    Raises:
        StoreError: an object does not come out as it was, or is there with another size.

    """
    root = f"{release.record.name}/{release.record.version}"
    recorded = {f"{root}/{file.path}": file for file in release.record.files}
    _refuse_others(store, root, recorded)
    lacking = find_lacking(store, root, [f"{root}/{CLAIM}", *recorded])
    if not lacking:
        return ()
    made = _make(store, release, drafted, lacking)
    for name in lacking:
        is_made = name in made
        if not is_made or (name in recorded and _digest(made[name]) != recorded[name].sha256):
            raise _not_the_same(store, name, release)
    create_all(store, {name: made[name] for name in lacking})
    if still := find_lacking(store, root, lacking):
        raise keeps_nothing(still[0], store.address)
    return tuple(lacking)


def _refuse_others(store: Store, root: str, recorded: Mapping[str, PackageFile]) -> None:
    for stored in store.list(root):
        file = recorded.get(stored.name)
        if file and file.size != stored.size:
            raise StoreError(
                "other-size-than-published",
                name=stored.name,
                address=store.address,
                size=stored.size,
                published=file.size,
            )


def _make(
    store: Store,
    release: Release,
    drafted: Draft,
    lacking: Sequence[str],
) -> dict[str, bytes | Path]:
    """Return the objects of a release by their names; the texts only where they are lacking."""
    root = f"{release.record.name}/{release.record.version}"
    recorded = {file.path for file in release.record.files}
    built = seal_adopting(store, drafted, release.record.version, recorded)
    made: dict[str, bytes | Path] = {
        f"{root}/{file.path}": drafted.folder / file.path for file in built.files
    }
    made[f"{root}/{CLAIM}"] = Claim.of(release.record).to_bytes()
    if f"{root}/{CHANGES}" in lacking:
        before = _find_before(store, release)
        texts = tell(drafted, built, compare(store, before, drafted) if before else None)
        made |= {f"{root}/{path}": text for path, text in texts.items()}
    return made


def _find_before(store: Store, release: Release) -> Release | None:
    before = release.record.previous
    found = find_release(store, release.record.name, before.version) if before else None
    return found if found and before and found.sha256 == before.sha256 else None


def _digest(data: bytes | Path) -> str:
    return (digest_bytes(data) if isinstance(data, bytes) else digest_file(data)).sha256


def _not_the_same(store: Store, name: str, release: Release) -> StoreError:
    recorded, unknown = release.record.tools, message("unknown-tool")
    tools = tuple(
        message("tool-there-and-here", tool=tool, there=recorded.get(tool, unknown), here=here)
        for tool, here in name_tools().items()
        if recorded.get(tool) != here
    )
    if not tools:
        return StoreError("not-as-published", name=name, address=store.address)
    return StoreError("not-as-published-with-tools", name=name, address=store.address, tools=tools)
