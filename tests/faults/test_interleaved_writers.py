"""Whatever another does between any two writes of one: no release is half, none is lost."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest
from other_tools import OTHER_PYTHON, other_tools
from projects import tiny_project

from linhe_opendata.errors import StoreError, UnsafeStoreError, VersionConflictError
from linhe_opendata.ledger.reading import read_releases
from linhe_opendata.publishing.clear import clear_unfinished
from linhe_opendata.publishing.publish import publish_unchecked
from linhe_opendata.store import Store, open_memory
from linhe_opendata.verifying.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linhe_opendata.project.folder import Project

WRITES = {"create", "swap", "delete"}


class Interrupted:
    """A store that lets another act right before the write of that number, counted from 0."""

    def __init__(self, store: Store, turn: int, act: Callable[[], object]) -> None:
        self._store, self._left, self._act = store, turn, act
        self.writes = 0

    def __getattr__(self, name: str) -> object:
        method = getattr(self._store, name)
        return self._counted(method) if name in WRITES else method

    def _counted(self, method: Callable[..., object]) -> Callable[..., object]:
        def write(*arguments: object) -> object:
            self.writes += 1
            if self.writes == self._left + 1:
                self._act()
            return method(*arguments)

        return write


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return tiny_project(tmp_path / "project")


def count_writes(project: Project) -> int:
    undisturbed = Interrupted(open_memory(), -1, lambda: None)
    publish_unchecked(project, undisturbed)  # type: ignore[arg-type]  # does what a store does
    return undisturbed.writes


def publish_with_other_tools(project: Project, store: Store) -> None:
    with other_tools():
        assert publish_unchecked(project, store).version == "1.0.0"


def test_other_tools_write_other_bytes(project: Project) -> None:
    stores = [open_memory(), open_memory()]
    publish_unchecked(project, stores[0])
    publish_with_other_tools(project, stores[1])
    one, other = ({s.name: store.read(s.name) for s in store.list("tiny")} for store in stores)
    assert {name.removeprefix("tiny/1.0.0/") for name in one if one[name] != other[name]} == {
        "parquet/data/t.parquet",
        "parquet/datapackage.json",
        "release.json",
        "tiny-1.0.0-csv.zip",
        "tiny-1.0.0-parquet.zip",
        "tiny-1.0.0.xlsx",
        "metadata/dcat.jsonld",
        "metadata/dcat.ttl",
        "metadata/schema-org.jsonld",
        "ro-crate-metadata.json",
    } | {"tiny/releases.json"}


def test_publishers_of_the_same_content_with_other_tools_make_one_release(
    project: Project,
) -> None:
    for turn in range(count_writes(project)):
        store = open_memory()
        one = Interrupted(store, turn, lambda: publish_with_other_tools(project, store))  # noqa: B023
        done = publish_unchecked(project, one)  # type: ignore[arg-type]  # does what a store does
        assert done.version == "1.0.0", turn
        assert verify(store).discrepancies == (), turn


def test_what_one_began_another_finishes_with_other_tools(project: Project) -> None:
    class Killed(BaseException):
        """Nothing catches this."""

    def die() -> None:
        raise Killed

    for turn in range(count_writes(project)):
        store = open_memory()
        with pytest.raises(Killed):
            publish_unchecked(project, Interrupted(store, turn, die))  # type: ignore[arg-type]
        left = {stored.name: store.read(stored.name) for stored in store.list("tiny")}
        publish_with_other_tools(project, store)
        assert verify(store).discrepancies == (), turn
        (release,) = read_releases(store, "tiny")
        finished_by_other = release.record.tools["python"] == OTHER_PYTHON
        assert finished_by_other is ("tiny/1.0.0/release.json" not in left), turn
        growing = {"tiny/releases.json", "packages.json"}
        kept = {name: store.read(name) for name in left.keys() - growing}
        assert {**left, **kept} == left, turn


def test_a_release_survives_who_clears_beside_its_publisher(project: Project) -> None:
    for turn in range(count_writes(project)):
        store = open_memory()

        def clear(store: Store = store) -> None:
            clear_unfinished(store, "tiny", held_for=timedelta())

        done = publish_unchecked(project, Interrupted(store, turn, clear))  # type: ignore[arg-type]
        assert (done.status, verify(store).discrepancies) == ("created", ()), turn


def test_whoever_clears_leaves_a_publisher_alone(project: Project) -> None:
    for turn in range(count_writes(project)):
        store = open_memory()

        def clear(store: Store = store) -> None:
            assert clear_unfinished(store, "tiny").cleared == ()

        done = publish_unchecked(project, Interrupted(store, turn, clear))  # type: ignore[arg-type]
        assert (done.status, verify(store).discrepancies) == ("created", ()), turn


def begin(project: Project, store: Store, objects: int) -> None:
    """Leave a publication behind that stopped after some objects."""
    whole = open_memory()
    publish_unchecked(project, whole)
    names = [f"tiny/1.0.0/{path}" for path in ("claim.json", "CHANGES.md", "csv/data/t.csv")]
    for name in names[:objects]:
        store.create(name, whole.read(name))


def test_what_was_deleted_when_the_publisher_came_back_is_healed(project: Project) -> None:
    for turn in range(3):
        store = open_memory()
        begin(project, store, 3)

        def publish(store: Store = store) -> None:
            publish_unchecked(project, store)

        clearing = clear_unfinished(
            Interrupted(store, turn, publish),  # type: ignore[arg-type]
            "tiny",
            held_for=timedelta(),
        )
        assert clearing.held == (("1.0.0",) if turn < 2 else ())
        assert len(clearing.cleared) == turn + 1
        done = publish_unchecked(project, store)
        assert (done.status, done.healed) == ("healed", (clearing.cleared[-1],))
        assert verify(store).discrepancies == ()


@pytest.mark.parametrize(
    "forgotten", ["CHANGES.md", "release.json", "claim.json", "releases.json", "packages.json"]
)
def test_a_store_that_keeps_nothing_it_acknowledges_is_found(
    forgotten: str, project: Project
) -> None:
    store = open_memory()

    def is_forgotten(name: str) -> bool:
        return name.rpartition("/")[2] == forgotten

    class Forgetful:
        def __getattr__(self, name: str) -> object:
            return getattr(store, name)

        def create(self, name: str, data: bytes | Path) -> bool:
            return is_forgotten(name) or store.create(name, data)

        def swap(self, name: str, new: bytes, expected: bytes | None) -> bool:
            return is_forgotten(name) or store.swap(name, new, expected)

    with pytest.raises(UnsafeStoreError, match=rf"acknowledged \S*{forgotten} and does not"):
        publish_unchecked(project, Forgetful())  # type: ignore[arg-type]


def test_a_store_that_keeps_nothing_at_all_is_found_before_the_first_object() -> None:
    raw = open_memory()

    class Nowhere(type(raw)):  # type: ignore[misc]
        def _put(self, *_: object) -> None:
            return None

    with pytest.raises(UnsafeStoreError, match=r"^memory:// acknowledged store-probe\.txt and doe"):
        Nowhere(raw._raw, "memory://").prepare()  # type: ignore[attr-defined] # noqa: SLF001


def test_other_content_is_not_taken_over(project: Project, tmp_path: Path) -> None:
    other = tiny_project(tmp_path / "other", 2)
    store = open_memory()
    begin(project, store, 1)
    whole = open_memory()
    publish_unchecked(other, whole)
    store.create(
        "tiny/1.0.0/parquet/data/t.parquet", whole.read("tiny/1.0.0/parquet/data/t.parquet")
    )
    with pytest.raises(
        VersionConflictError, match=r"t\.parquet exists in memory:// with other byte"
    ):
        publish_unchecked(project, store)
    with pytest.raises(VersionConflictError, match=r"was begun with other content"):
        publish_unchecked(other, store)


@pytest.mark.parametrize("junk", [b"", b"PAR1", b"PK\x05\x06" + bytes(18), bytes(3 << 20)])
@pytest.mark.parametrize("path", ["parquet/data/t.parquet", "tiny-1.0.0-csv.zip"])
def test_what_is_not_sound_is_not_taken_over(path: str, junk: bytes, project: Project) -> None:
    store = open_memory()
    begin(project, store, 1)
    store.create(f"tiny/1.0.0/{path}", junk)
    with pytest.raises((VersionConflictError, StoreError), match=r"with other bytes, and nothing"):
        publish_unchecked(project, store)
    assert store.find("tiny/1.0.0/release.json") is None


@pytest.mark.parametrize("path", ["parquet/data/t.parquet", "tiny-1.0.0-csv.zip"])
def test_what_is_damaged_is_refused_or_says_the_same(path: str, project: Project) -> None:
    whole = open_memory()
    publish_unchecked(project, whole)
    sound = whole.read(f"tiny/1.0.0/{path}")
    random = Random(path)  # noqa: S311 -- cases, not secrets
    for _ in range(20):
        store = open_memory()
        begin(project, store, 1)
        at = random.randrange(len(sound))
        damaged = sound[:at] + random.randbytes(random.randint(0, 4)) + sound[at + 1 :]
        store.create(f"tiny/1.0.0/{path}", damaged)
        try:
            publish_unchecked(project, store)
        except VersionConflictError:
            assert store.find("tiny/1.0.0/release.json") is None
        else:
            assert verify(store).discrepancies == ()
