"""Any history of publishing, yanking, crashing, recovering, clearing and downloading."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from projects import tiny_project

from linhe_opendata.errors import UnknownNameError, VersionConflictError
from linhe_opendata.ledger.fetch import read_release
from linhe_opendata.ledger.reading import list_releases, read_releases
from linhe_opendata.publishing.catalogue import rebuild_catalogue
from linhe_opendata.publishing.clear import clear_unfinished
from linhe_opendata.publishing.publish import publish_unchecked
from linhe_opendata.publishing.yank import yank
from linhe_opendata.store import FolderStore, Store, open_memory
from linhe_opendata.verifying.verify import verify

if TYPE_CHECKING:
    from linhe_opendata.project.folder import Project

VALUES = st.integers(0, 3)
ASKED = st.sampled_from([None, "1.0.0", "1.0.1", "1.1.0", "2.0.0", "2.0.1"])
REASONS = st.sampled_from(["wrong unit", "wrong place"])


class Crash(BaseException):
    """The publisher is gone; nothing catches this."""


class CrashingStore:
    """A store whose writer dies when it has written so many times, before or after the write."""

    def __init__(self, store: Store, writes: int, *, after: bool) -> None:
        self._store, self._left, self._after = store, writes, after

    def __getattr__(self, name: str) -> object:
        method = getattr(self._store, name)
        return self._counted(method) if name in {"create", "swap", "delete"} else method

    def _counted(self, method: object) -> object:
        def write(*arguments: object) -> object:
            self._left -= 1
            if self._left < 0 and not self._after:
                raise Crash
            done = method(*arguments)  # type: ignore[operator]  # a method of the store
            if self._left < 0:
                raise Crash
            return done

        return write


class History(RuleBasedStateMachine):
    """Holds a store to a model of it: which version says what, and which is yanked."""

    @initialize(in_folder=st.booleans())
    def begin(self, *, in_folder: bool) -> None:
        self.scratch = Path(tempfile.mkdtemp())
        self.store = FolderStore(self.scratch / "store") if in_folder else open_memory()
        self.said: dict[str, int] = {}
        self.yanked: dict[str, list[str]] = {}
        self.bytes: dict[str, bytes] = {}
        self.in_doubt = False

    def teardown(self) -> None:
        if hasattr(self, "scratch"):
            shutil.rmtree(self.scratch)

    def project(self, value: int) -> Project:
        return tiny_project(self.scratch / str(value), value)

    @rule(value=VALUES, version=ASKED)
    def publish(self, value: int, version: str | None) -> None:
        try:
            done = publish_unchecked(self.project(value), self.store, version)
        except VersionConflictError:
            self.learn()
            return
        self.learn()
        assert self.said[done.version] == value
        assert version in {None, done.version} or value in self.said.values()
        self.in_doubt = False

    @rule(value=VALUES, version=ASKED, writes=st.integers(0, 11), after=st.booleans())
    def crash(self, value: int, version: str | None, writes: int, *, after: bool) -> None:
        doomed = CrashingStore(self.store, writes, after=after)
        try:
            publish_unchecked(self.project(value), doomed, version)  # type: ignore[arg-type]
        except (Crash, VersionConflictError):
            self.in_doubt = True
        self.learn()

    @rule(value=VALUES, writes=st.integers(0, 11))
    def recover(self, value: int, writes: int) -> None:
        """Whatever a crash left, the same content can be published, or the rest be cleared."""
        self.crash(value, None, writes, after=True)
        try:
            done = publish_unchecked(self.project(value), self.store)
        except VersionConflictError:  # an earlier crash holds the number with other content
            clear_unfinished(self.store, "tiny", held_for=timedelta())
            done = publish_unchecked(self.project(value), self.store)
        self.learn()
        assert self.said[done.version] == value
        self.in_doubt = False

    @rule(version=ASKED.filter(bool), reason=REASONS)
    def yank(self, version: str, reason: str) -> None:
        try:
            yank(self.store, "tiny", version, reason)
        except UnknownNameError:
            assert version not in self.said
        else:
            given = self.yanked.setdefault(version, [])
            given += [reason] if reason not in given else []
            self.in_doubt = False

    @rule()
    def clear(self) -> None:
        clear_unfinished(self.store, "tiny", held_for=timedelta())
        unfinished = {stored.name.split("/")[1] for stored in self.store.list("tiny")}
        assert unfinished <= {*self.said, "releases.json"}

    @rule()
    def clear_what_nobody_holds(self) -> None:
        before = {stored.name for stored in self.store.list("tiny")}
        clear_unfinished(self.store, "tiny")
        assert {stored.name for stored in self.store.list("tiny")} == before

    @rule()
    def rebuild(self) -> None:
        try:
            catalogue = rebuild_catalogue(self.store, "tiny")
        except UnknownNameError:
            assert not self.said
            return
        assert {entry.version: entry.yanked for entry in catalogue.releases} == {
            version: "; ".join(self.yanked.get(version, [])) or None for version in self.said
        }
        self.in_doubt = False

    @precondition(lambda self: self.said)
    @rule(data=st.data())
    def lose_and_heal(self, data: st.DataObject) -> None:
        """What of a release is lost comes back by publishing its content as its version."""
        version = data.draw(st.sampled_from(sorted(self.said)))
        objects = [f"tiny/{version}/{path}" for path in ("claim.json", "csv/data/t.csv")]
        lost = data.draw(st.sampled_from(objects))
        kept = self.store.read(lost)
        self.store.delete(lost)
        done = publish_unchecked(self.project(self.said[version]), self.store, version)
        if done.version == version:
            assert (done.status, done.healed) == ("healed", (lost,))
        else:  # the newest release says the same
            assert done.status == "unchanged"
            self.store.create(lost, kept)
        self.in_doubt = False

    @precondition(lambda self: self.said)
    @rule(data=st.data())
    def download(self, data: st.DataObject) -> None:
        version = data.draw(st.sampled_from(sorted(self.said)))
        (release,) = [r for r in read_releases(self.store, "tiny") if r.record.version == version]
        (table,) = read_release(self.store, release.record).package().tables
        (batch,) = table.batches()
        assert batch.to_pylist() == [{"code": "a", "value": self.said[version]}]

    @invariant()
    def every_release_is_whole(self) -> None:
        if not self.said:
            return
        found = {finding.name for finding in verify(self.store, "tiny").discrepancies}
        assert found <= ({"tiny/releases.json"} if self.in_doubt else set())

    @invariant()
    def nothing_ever_changes(self) -> None:
        for name, data in self.bytes.items():
            assert self.store.find(name) == data

    @invariant()
    def the_catalogue_knows_every_release(self) -> None:
        if self.said and not self.in_doubt:
            listed = [entry.version for entry in list_releases(self.store, "tiny").releases]
            assert sorted(listed) == sorted(self.said)

    def learn(self) -> None:
        """Take what became visible into the model."""
        for release in read_releases(self.store, "tiny"):
            version = release.record.version
            (table,) = read_release(self.store, release.record).package().tables
            (batch,) = table.batches()
            value = int(batch.to_pylist()[0]["value"])
            assert self.said.setdefault(version, value) == value
            for file in release.record.files:
                at = f"tiny/{version}/{file.path}"
                self.bytes.setdefault(at, self.store.read(at))


TestHistory = History.TestCase
TestHistory.settings = settings(
    max_examples=30,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
