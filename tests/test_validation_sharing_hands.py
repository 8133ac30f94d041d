"""What a process is handed and told, and what is taken back; tables of a few bytes."""

from __future__ import annotations

import pickle
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from test_validation_sharing_small import BAD, ERRORS, SIZE, begun, bench, no_stream, silent, source

from linhe_opendata.validation.prepare import PackageSource
from linhe_opendata.validation.resource import Options
from linhe_opendata.validation.sharing import hands
from linhe_opendata.validation.sharing.hands import Lent, Order, do_unit
from linhe_opendata.validation.sharing.units import Bench, Unit

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from linhe_opendata.validation.prepare import Prepared


def order_of(folder: Path, given: PackageSource, **options: Any) -> Order:  # noqa: ANN401 -- of `Options`
    _, work = begun(folder, given)
    return Order(given, Options(**options), work, SIZE)


def test_an_order_is_sent_without_what_only_this_process_has(tmp_path: Path) -> None:
    def hear(*_: object) -> None:
        raise AssertionError("nobody is here")

    order = order_of(tmp_path, source(tmp_path), strict=True, progress=hear, proven=hear)
    sent: Order = pickle.loads(pickle.dumps(order.plain()))  # noqa: S301 -- our own
    assert (sent.source, sent.piece_bytes) == (order.source, SIZE)
    assert (sent.options.progress, sent.options.proven, sent.options.strict) == (None, None, True)
    assert sent.options.known.secret == sent.work.secret == order.work.secret


def test_a_unit_of_an_order_is_done_in_any_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linhe_opendata.validation.resource.SMALL", 0)
    order = order_of(tmp_path, source(tmp_path, BAD))
    sent = pickle.dumps(order.plain())
    pieces = bench(tmp_path, order.source).pieces(0)
    assert [do_unit(sent, Unit(0, piece)) for piece in pieces] == [True, True]
    no_stream(monkeypatch)
    task: Any = do_unit(sent, Unit(0))
    assert [error["type"] for error in task["errors"]] == ERRORS
    assert task["name"] == "t"


def test_an_order_is_made_ready_once_in_a_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    prepared = PackageSource.prepared

    def noted(given: PackageSource, options: Options) -> Prepared:
        made.append(given.only)
        return prepared(given, options)

    monkeypatch.setattr(PackageSource, "prepared", noted)
    order = order_of(tmp_path, source(tmp_path))
    made.clear()
    one = pickle.dumps(order.plain())
    other = pickle.dumps(replace(order, source=replace(order.source, only=frozenset("t"))).plain())
    for sent in (one, one, other, other, one):
        do_unit(sent, Unit(0))
    assert made == [None, frozenset("t"), None]


class Noting(Executor):
    """Begins nothing, and is broken after some."""

    def __init__(self, most: int) -> None:
        self.given: list[tuple[Any, ...]] = []
        self._most = most

    def submit(self, function: Any, /, *given: Any, **_: Any) -> Future[Any]:  # noqa: ANN401 -- an executor's
        if len(self.given) == self._most:
            raise BrokenProcessPool("7")
        self.given.append((function, *given))
        return Future()


def test_what_is_lent_is_handed_units_and_only_what_is_not_begun_is_taken_back(
    tmp_path: Path,
) -> None:
    order, executor = order_of(tmp_path, source(tmp_path)), Noting(2)
    lent = Lent(order, executor)
    first, second, third = (lent.submit(Unit(number)) for number in range(3))
    assert [(done, unit) for done, _, unit in executor.given] == [
        (do_unit, Unit(0)),
        (do_unit, Unit(1)),
    ]
    assert pickle.loads(executor.given[0][1]).source == order.source  # noqa: S301 -- our own
    assert isinstance(third.exception(), BrokenProcessPool)
    assert first.set_running_or_notify_cancel()
    lent.listen(silent)
    lent.end()
    assert (first.cancelled(), second.cancelled()) == (False, True)
    lent.close()


def test_a_table_that_is_judged_whole_is_told_as_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[Any, ...]] = []
    options = {"progress": lambda *said: told.append(said)}
    prepared, work = begun(tmp_path, source(tmp_path), **options)
    monkeypatch.setattr(hands, "_bench", [(prepared, Bench(prepared, work, silent, SIZE), None)])
    assert isinstance(hands._do(Unit(1)), dict)  # noqa: SLF001 -- what a process of the pool runs
    assert told[0] == ("kinds", 0, 5)
    told.clear()
    assert isinstance(hands._do(Unit(0)), dict)  # noqa: SLF001 -- likewise
    assert ("t", 0, 98) not in told
    assert hands._busy == []  # noqa: SLF001 -- likewise
