"""What is taken beside is taken whole and in order, and what fails there is told."""

from __future__ import annotations

from concurrent.futures import Future
from threading import Event, current_thread

import pytest

from linhe_opendata.packing.beside import taken_beside

PIECES = [bytes([number]) for number in range(100)]


class _RefusedError(Exception):
    pass


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
def test_what_a_taker_raises_is_raised_here_once(refused: int) -> None:
    taken = []

    def take(piece: bytes) -> None:
        if piece == PIECES[refused]:
            raise _RefusedError(piece)
        taken.append(piece)

    with pytest.raises(_RefusedError), taken_beside(take) as give:  # noqa: PT012 -- who gives is stopped
        for piece in PIECES:
            give(piece)
    assert taken[:refused] == PIECES[:refused]


def test_who_stops_has_no_more_taken_than_what_is_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, goes_on, taken = Event(), Event(), []
    cancel = Future.cancel

    def cancel_first(future: Future[None]) -> bool:
        if is_cancelled := cancel(future):
            goes_on.set()
        return is_cancelled

    def take(piece: bytes) -> None:
        begun.set()
        goes_on.wait()
        taken.append(piece)

    monkeypatch.setattr(Future, "cancel", cancel_first)
    with pytest.raises(_RefusedError), taken_beside(take) as give:  # noqa: PT012 -- who gives is stopped
        give(PIECES[0])
        begun.wait()
        give(PIECES[1])
        raise _RefusedError
    assert taken == PIECES[:1]
