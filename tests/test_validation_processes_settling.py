"""When buckets are handed out, and to whom what becomes of them is left."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor
from typing import TYPE_CHECKING

from test_validation_processes_handed import OTHER, PIECES, Hands, run_of, told

from linhe_opendata.validation import Part, processes
from linhe_opendata.validation.pieces.buckets import Buckets
from linhe_opendata.validation.pieces.cuts import Piece
from linhe_opendata.validation.sharing.units import Unit

if TYPE_CHECKING:
    from pathlib import Path


BUCKETS = [Unit(0, None, Buckets(0, first, first + 128, 9)) for first in (0, 128)]


def test_buckets_are_settled_between_the_pieces_of_a_table_and_its_verdict(tmp_path: Path) -> None:
    run, done = run_of(tmp_path, settled=BUCKETS)
    hands = Hands({BUCKETS[1]: False, OTHER: told(1), Unit(0): told(0)})
    run._hand(hands, [*PIECES, OTHER])  # noqa: SLF001
    assert hands.units == [*PIECES, OTHER, *BUCKETS, Unit(0)]
    assert ([*run._known], run._unproven, done) == ([1, 0], set(), [])  # noqa: SLF001


def test_buckets_of_a_process_that_was_killed_are_left_to_who_judges_the_table(
    tmp_path: Path,
) -> None:
    run, done = run_of(tmp_path, settled=BUCKETS)
    hands = Hands({unit: BrokenExecutor() for unit in BUCKETS} | {Unit(0): told(0)})
    run._hand(hands, PIECES)  # noqa: SLF001
    assert hands.units == [*PIECES, *BUCKETS, Unit(0)]
    assert done == []


def test_nothing_is_settled_of_a_table_that_is_not_proven_or_of_a_part(tmp_path: Path) -> None:
    run, _ = run_of(tmp_path, settled=BUCKETS)
    hands = Hands({PIECES[3]: False, Unit(0): told(0)})
    run._hand(hands, PIECES)  # noqa: SLF001
    assert hands.units == [*PIECES, Unit(0)]
    run, _ = run_of(tmp_path, Part(1, 2), settled=BUCKETS)
    hands = Hands({})
    run._hand(hands, PIECES)  # noqa: SLF001
    assert hands.units == PIECES


def test_a_table_is_settled_when_the_pieces_of_those_it_names_have_been_tried_too(
    tmp_path: Path,
) -> None:
    run, _ = run_of(tmp_path, settled=BUCKETS)
    run._needed = {0: {0, 1}, 1: {1}}  # noqa: SLF001
    named = [Unit(1, Piece(0, 1)), Unit(1, Piece(1, 2))]
    hands = Hands({Unit(0): told(0), Unit(1): told(1)})
    run._hand(hands, [*PIECES, *named])  # noqa: SLF001
    assert {*hands.units[:6]} == {*PIECES, *named}
    assert {*hands.units[6:9]} == {Unit(1), *BUCKETS}
    assert hands.units[9] == Unit(0)


def test_what_is_left_of_a_table_is_what_is_left_of_those_it_names() -> None:
    named = [Unit(1, Piece(0, 1)), Unit(1, Piece(1, 2))]
    left = processes._Left([*PIECES, *named, OTHER], {0: {0, 1}, 1: {1}})  # noqa: SLF001
    for unit in [*PIECES, named[0]]:
        left.remove(unit)
        assert (left.tried(), left.settled()) == ([], [])
    left.remove(named[1])
    assert sorted(left.tried()) == [0, 1]
    assert (left.tried(), left.settled()) == ([], [])
    for unit in BUCKETS:
        left.add(unit)
    left.remove(BUCKETS[1])
    assert left.settled() == []
    left.remove(BUCKETS[0])
    assert (left.settled(), left.settled(), left.tried()) == ([0], [], [])


def test_a_table_that_names_one_that_is_not_proven_is_given_up(tmp_path: Path) -> None:
    run, _ = run_of(tmp_path, settled=BUCKETS)
    run._needed = {0: {0, 1}, 1: {1}}  # noqa: SLF001
    named = Unit(1, Piece(0, 1))
    hands = Hands({named: False, Unit(0): told(0), Unit(1): told(1)}, late={*PIECES[1:]})
    run._hand(hands, [*PIECES, named])  # noqa: SLF001
    assert run._unproven == {0, 1}  # noqa: SLF001
    assert {*hands.units[5:]} == {Unit(0), Unit(1)}
