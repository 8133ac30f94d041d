"""An interrupt is sent again where Python would drop it. Does I/O (signals).

What is raised while Python finalises an object is dropped, and the command would go on as if
nobody had interrupted it. So it may be where a long collection of garbage ends: the objects that
are read through one of frictionless's are asked whether they are `closed` before they go. Also
heeded are `__del__` and what forgets weak references; not a generator that is collected, which
looks like any other frame.
"""

from __future__ import annotations

import _thread
import os
import signal
import sys
import time
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import TYPE_CHECKING
from weakref import WeakSet, WeakValueDictionary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_AGAIN = 0.05  # seconds
_FINALISING = "__del__"
_ASKED = "closed"
"""What is called of an object that goes; the second also of one that stays, but for a moment."""
_FORGETTING = {WeakSet.add.__code__.co_filename, WeakValueDictionary.get.__code__.co_filename}
"""Where Python forgets objects that have gone."""


@contextmanager
def heeding_interrupts() -> Iterator[None]:
    """Have an interrupt of this process sent again for as long as it would be dropped.

    Who has another way with interrupts keeps it.
    """
    is_ours = current_thread() is main_thread()
    if not is_ours or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _interrupt(_number: int, frame: FrameType | None) -> None:
    if _is_dropped(frame):
        _thread.start_new_thread(_send_again, ())  # `Thread` takes locks that may be held here
        return
    raise KeyboardInterrupt


def _send_again() -> None:
    time.sleep(_AGAIN)
    if sys.platform == "win32":
        _thread.interrupt_main()
    else:
        os.kill(os.getpid(), signal.SIGINT)  # which also ends what the main thread waits for


def _is_dropped(frame: FrameType | None) -> bool:
    """Tell whether an exception raised in a frame would be dropped by who finalises an object."""
    if frame is None:
        return False
    if frame.f_code.co_name == _ASKED or frame.f_code.co_filename in _FORGETTING:
        return True
    while frame is not None:
        if frame.f_code.co_name == _FINALISING:
            return True
        frame = frame.f_back
    return False
