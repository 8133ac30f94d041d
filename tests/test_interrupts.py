"""An interrupt that Python would drop is sent again; who has another way with them keeps it."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import suppress
from weakref import WeakSet

import pytest

from linhe_opendata.interrupts import heeding_interrupts

DROPPED = """
import io, signal, sys
from contextlib import nullcontext
from threading import Event
from linhe_opendata.interrupts import heeding_interrupts

class Deleted:
    def __del__(self):
        self.last()

    def last(self):
        signal.raise_signal(signal.SIGINT)

class Asked(io.RawIOBase):
    @property
    def closed(self):
        signal.raise_signal(signal.SIGINT)
        return True

try:
    with heeding_interrupts() if sys.argv[2] == "heeded" else nullcontext():
        {"deleted": Deleted, "asked": Asked}[sys.argv[1]]()
        Event().wait(None if sys.argv[2] == "heeded" else 0)
    print("went on")
except KeyboardInterrupt:
    print("interrupted")
"""


def _said(going: str, how: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", DROPPED, going, how], capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


@pytest.mark.parametrize("going", ["deleted", "asked"])
def test_an_interrupt_of_what_goes_is_sent_again_and_python_alone_drops_it(going: str) -> None:
    assert (_said(going, "heeded"), _said(going, "not")) == ("interrupted", "went on")


def test_who_has_another_way_with_interrupts_keeps_it() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with heeding_interrupts():
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_an_interrupt_is_raised_where_it_comes_and_the_way_of_before_comes_back() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        ours = []
        with heeding_interrupts():
            ours.append(signal.getsignal(signal.SIGINT))
            with pytest.raises(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
        assert ours != [signal.default_int_handler]
    finally:
        signal.signal(signal.SIGINT, before)


def test_an_interrupt_where_weak_references_are_forgotten_is_sent_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    sent: list[object] = []
    monkeypatch.setattr("_thread.start_new_thread", lambda *given: sent.append(given))
    try:
        with suppress(KeyboardInterrupt), heeding_interrupts():
            handle = signal.getsignal(signal.SIGINT)
            assert callable(handle)
            handle(signal.SIGINT, iter(WeakSet[object]()).gi_frame)  # type: ignore[attr-defined]
    finally:
        signal.signal(signal.SIGINT, before)
    assert len(sent) == 1
