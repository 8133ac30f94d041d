"""The tables of a package side by side, and the pieces of large ones. Does I/O (processes).

A table is small if a process would take longer to begin than to read it, and small tables are read
here. What is said does not depend on who read it: a task crosses between processes as its
descriptor, what is proven of a piece as a file, and tasks stand in the order of the resources.

Interrupted, this process tells the others to end, and waits for them; they end what they have
begun (a process apart, unpacked files) and nothing is left behind. The keyboard speaks to this
process alone. A process that is killed takes no verdict with it: what it had to do is done again,
here. An executor of someone else's is only handed what there is to do.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, wait
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linhe_opendata.validation.findings import most_kept
from linhe_opendata.validation.proving.known import KnownSoFar
from linhe_opendata.validation.resource import file_bytes
from linhe_opendata.validation.restoring import restored_task
from linhe_opendata.validation.sharing.hands import Lent, Order, Pool
from linhe_opendata.validation.sharing.units import Bench, Unit
from linhe_opendata.validation.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from concurrent.futures import Future

    from frictionless.report.task import ReportTask

    from linhe_opendata.validation.prepare import PackageSource, Prepared
    from linhe_opendata.validation.sharing.hands import Done, Hands
    from linhe_opendata.validation.work import Sharing

PER_PROCESS = 1 << 26
"""Bytes of tables for which another process is worth its beginning."""

_POLL = 0.2  # seconds between two looks at what processes say of their progress


def judge_all(prepared: Prepared, source: PackageSource, sharing: Sharing) -> list[ReportTask]:
    """Return what is to be said of each resource, in order; what is known is not asked again.

    Raises:
        OSError: the folder of the work that is shared cannot be written.

    """
    if sharing.elsewhere and prepared.resources:
        tables = dict(enumerate(prepared.resources))
        told = dict(sharing.elsewhere(source.descriptor, tables))
        return [told[number] for number in tables]
    if sharing.work is None and sharing.executor is None and sharing.jobs == 1:
        return [prepared.judge(number) for number in range(len(prepared.resources))]
    with _work(sharing) as work:
        given, only = prepared.options, source.only
        chosen = None if only is None else sorted(only)
        asked = [chosen, sorted(given.may_be_empty), most_kept()]
        work.begin(source.descriptor, strict=given.strict, limits=given.limits, asked=asked)
        options = replace(given, known=KnownSoFar(work.secret))
        order = Order(source, options, work, sharing.piece_bytes)
        return _Run(replace(prepared, options=options), order, sharing).judged()


@contextmanager
def _work(sharing: Sharing) -> Iterator[Work]:
    if sharing.work is not None:
        yield sharing.work
        return
    with tempfile.TemporaryDirectory(prefix="linhe-", ignore_cleanup_errors=True) as folder:
        yield Work(Path(folder))


class _Run:
    """The judging of a package, by this process and by its hands."""

    def __init__(self, prepared: Prepared, order: Order, sharing: Sharing) -> None:
        self._prepared, self._order, self._sharing = prepared, order, sharing
        self._work, self._heard = order.work, _Heard(prepared.options.progress)
        self._bench = Bench(prepared, order.work, self._heard.of_piece, order.piece_bytes)
        self._known: dict[int, ReportTask] = {}
        self._unproven: set[int] = set()
        self._needed: dict[int, set[int]] = {}
        """Of which tables all pieces are joined, for each that has units in pieces."""

    def judged(self) -> list[ReportTask]:
        """Return the tasks of all tables, or of those that a part has as a whole."""
        left = self._left()
        apart, jobs = self._apart(left)
        here = [unit for unit in left if unit not in set(apart)]
        for unit in here:
            self._do(unit)
        for number in sorted({unit.table for unit in here if unit.piece}):
            if not self._work.is_part:
                self._judge(number)
        if apart:
            executor = self._sharing.executor
            self._hand(Lent(self._order, executor) if executor else Pool(self._order, jobs), apart)
        return [self._known[number] for number in sorted(self._known)]

    def _left(self) -> list[Unit]:
        """Return the units to do; tables of which all is said already are known."""
        units: list[Unit] = []
        for number in range(len(self._prepared.resources)):
            pieces = self._bench.pieces(number)
            units += [Unit(number, piece) for piece in pieces] or [Unit(number)]
        mine = [unit for place, unit in enumerate(units) if self._work.holds(place)]
        for number in {unit.table for unit in mine}:
            found = self._work.found(number, self._prepared.resources[number])
            if found is not None:
                self._known[number] = found
        left = [unit for unit in mine if unit.table not in self._known]
        in_pieces = {unit.table for unit in left if unit.piece}
        self._needed = {number: self._bench.needed(number) for number in in_pieces}
        return left

    def _apart(self, units: Sequence[Unit]) -> tuple[list[Unit], int]:
        """Return the units that others do, the largest tables first, and how many they are."""
        if self._sharing.executor:
            return list(units), self._sharing.jobs
        sizes = {unit: self._bytes(unit) for unit in units}
        least = min(PER_PROCESS, max(sizes.values(), default=0) // self._sharing.jobs)
        large = [unit for unit in units if unit.piece or sizes[unit] >= least]
        jobs = min(self._sharing.jobs, len(large), sum(sizes.values()) // PER_PROCESS)
        return sorted(large, key=lambda unit: -sizes[unit]) if jobs > 1 else [], jobs

    def _bytes(self, unit: Unit) -> int:
        whole = file_bytes(self._prepared.resources[unit.table])
        if unit.piece is None:
            return whole
        return (whole if unit.piece.end is None else unit.piece.end) - unit.piece.begin

    def _hand(self, hands: Hands, units: Sequence[Unit]) -> None:
        """Let others do units; what follows on the pieces of a table when all have been tried."""
        left = _Left(units, self._needed)
        pending = {hands.submit(unit): unit for unit in units}
        try:
            while pending:
                done, _ = wait(pending, _POLL, FIRST_COMPLETED)
                hands.listen(self._heard)
                for future in done:
                    unit = pending.pop(future)
                    self._take(unit, future)
                    for each in [unit, *self._taken_back(pending)]:
                        left.remove(each)
                    for each in () if self._work.is_part else self._following(left):
                        pending[hands.submit(each)] = each
                        left.add(each)
        except BaseException:
            hands.end()
            raise
        finally:
            hands.close()

    def _following(self, left: _Left) -> list[Unit]:
        """Return what can be done now of tables in pieces."""
        found = []
        for number in left.tried():
            buckets = [] if number in self._unproven else self._bench.settlings(number)
            found += buckets or [Unit(number)]
        return found + [Unit(number) for number in left.settled()]

    def _taken_back(self, pending: dict[Future[Done], Unit]) -> list[Unit]:
        """Take back the pieces of tables that cannot be joined."""
        vain = [f for f, unit in pending.items() if unit.piece and unit.table in self._unproven]
        return [pending.pop(future) for future in vain if future.cancel()]

    def _take(self, unit: Unit, future: Future[Done]) -> None:
        """Take what came of a unit; do it again, here, if its process was killed.

        But for buckets, which whoever judges the table settles then.
        """
        try:
            done = future.result()
        except BrokenExecutor:
            self._do(unit)
            return
        if isinstance(done, dict):
            self._keep(unit.table, restored_task(done))
        elif unit.piece and not done:
            self._give_up(unit.table)

    def _do(self, unit: Unit) -> None:
        if unit.is_whole:
            self._judge(unit.table)
        elif unit.piece:
            number = unit.table
            if not (number in self._unproven or self._bench.prove(number, unit.piece)):
                self._give_up(number)

    def _give_up(self, number: int) -> None:
        """Join the pieces of no table that needs all of one of which a piece is not proven."""
        vain = {table for table, needed in self._needed.items() if number in needed}
        self._unproven |= {number} | vain

    def _judge(self, number: int) -> None:
        self._keep(number, self._bench.judge(number))

    def _keep(self, number: int, task: ReportTask) -> None:
        self._known[number] = task
        if self._sharing.work:
            self._work.keep(number, self._prepared.resources[number], task)


class _Left:
    """What is left to be done of tables in pieces."""

    def __init__(self, units: Sequence[Unit], needed: Mapping[int, set[int]]) -> None:
        """Take the units, and the tables whose pieces each table in pieces needs."""
        self._pieces, self._buckets = Counter[int](), Counter[int]()
        self._needed = {unit.table: needed[unit.table] for unit in units if unit.piece}
        for unit in units:
            self.add(unit)

    def add(self, unit: Unit) -> None:
        """Have a unit to do."""
        if unit.piece:
            self._pieces[unit.table] += 1
        if unit.buckets:
            self._buckets[unit.table] += 1

    def remove(self, unit: Unit) -> None:
        """Have tried it, or given it up."""
        if unit.piece:
            self._pieces[unit.table] -= 1
        if unit.buckets:
            self._buckets[unit.table] -= 1

    def tried(self) -> list[int]:
        """Return the tables of which all pieces have been tried now, with those they need."""
        pieces, needed = self._pieces, self._needed
        found = [n for n, others in needed.items() if not any(pieces[one] for one in others)]
        for number in found:
            del self._needed[number]
        return found

    def settled(self) -> list[int]:
        """Return the tables of which all buckets have been tried now."""
        found = [number for number, left in self._buckets.items() if not left]
        for number in found:
            del self._buckets[number]
        return found


class _Heard:
    """What is heard of the bytes read, of pieces and of whole tables."""

    def __init__(self, progress: Callable[[str, int, int], None] | None) -> None:
        self._progress = progress
        self._read: dict[int, dict[Unit, int]] = {}

    def __call__(self, first: Unit | str, *rest: Any) -> None:  # noqa: ANN401 -- as it was said
        """Pass on what another process said."""
        if isinstance(first, Unit):
            self.of_piece(first, *rest)
        elif self._progress:
            self._progress(first, *rest)

    def of_piece(self, unit: Unit, name: str, read: int, size: int) -> None:
        """Pass on the bytes that have been read of all pieces of a table."""
        mine = self._read.setdefault(unit.table, {})
        mine[unit] = read
        if self._progress:
            self._progress(name, sum(mine.values()), size)
