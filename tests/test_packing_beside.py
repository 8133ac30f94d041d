"""What is taken beside is taken whole and in order, and what fails there is told."""

from __future__ import annotations

import subprocess
import sys
from queue import SimpleQueue
from threading import Event, current_thread

import pytest

from linhe_opendata.packing import beside
from linhe_opendata.packing.beside import taken_beside

PIECES = [bytes([number]) for number in range(100)]
MEBIBYTE = 1 << 20


class _RefusedError(Exception):
    pass


def _refuse(*_: object) -> None:
    raise RuntimeError("can't start new thread")


def test_every_taker_takes_every_piece_in_order_in_another_thread() -> None:
    taken: list[tuple[str, bytes]] = []
    threads = set()

    def take(name: str, piece: bytes) -> None:
        taken.append((name, piece))
        threads.add(current_thread())

    with taken_beside(lambda piece: take("a", piece), lambda piece: take("b", piece)) as give:
        for piece in PIECES:
            give(piece)
    assert taken == [(name, piece) for piece in PIECES for name in "ab"]
    assert len(threads) == 1
    assert current_thread() not in threads


@pytest.mark.parametrize("refused", [0, 1, 50, 99])
@pytest.mark.parametrize("has_thread", [True, False])
def test_what_a_taker_raises_is_raised_here_and_no_more_is_taken(
    monkeypatch: pytest.MonkeyPatch, refused: int, *, has_thread: bool
) -> None:
    taken = []

    def take(piece: bytes) -> None:
        if piece == PIECES[refused]:
            raise _RefusedError(piece)
        taken.append(piece)

    if not has_thread:
        monkeypatch.setattr(beside, "start_new_thread", _refuse)
    with pytest.raises(_RefusedError), taken_beside(take) as give:  # noqa: PT012 -- who gives is stopped
        for piece in PIECES:
            give(piece)
    assert taken == PIECES[:refused]


def test_who_stops_has_no_more_taken_than_what_is_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, goes_on, taken = Event(), Event(), []

    class Parts(SimpleQueue[bytes | None]):
        def put(self, item: bytes | None, *_: object) -> None:
            super().put(item)
            if item is None and begun.is_set():
                goes_on.set()

    def take(piece: bytes) -> None:
        begun.set()
        goes_on.wait()
        taken.append(piece)

    monkeypatch.setattr(beside, "SimpleQueue", Parts)
    with pytest.raises(_RefusedError), taken_beside(take) as give:  # noqa: PT012 -- who gives is stopped
        give(PIECES[0])
        begun.wait()
        give(PIECES[1])
        raise _RefusedError
    assert taken == PIECES[:1]


def test_a_large_piece_is_taken_in_parts_between_which_it_may_be_stopped() -> None:
    taken: list[bytes] = []
    piece = bytes(range(256)) * (3 * MEBIBYTE // 256) + b"end"
    with taken_beside(taken.append) as give:
        give(piece)
    assert [len(part) for part in taken] == [MEBIBYTE, MEBIBYTE, MEBIBYTE, 3]
    assert b"".join(taken) == piece


def test_where_no_thread_can_be_begun_it_is_taken_here(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[bytes] = []
    monkeypatch.setattr(beside, "start_new_thread", _refuse)
    with taken_beside(taken.append) as give:
        for number, piece in enumerate(PIECES):
            give(piece)
            assert len(taken) == number + 1
    assert taken == PIECES


AT_THE_END = """
import atexit, sys, threading
from linhe_opendata.packing.beside import taken_beside

def take():
    taken = []
    with taken_beside(taken.append) as give:
        give(b"piece")
    print(taken)

def take_last():
    threading.main_thread().join()
    take()

threading.Thread(target=take_last).start() if sys.argv[1] == "thread" else atexit.register(take)
"""


@pytest.mark.parametrize("when", ["thread", "atexit"])
def test_it_is_taken_while_the_interpreter_ends(when: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_THE_END, when], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[b'piece']\n", "")
