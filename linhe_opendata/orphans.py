"""A process that was begun by another, and ends with it. Does I/O (a thread, a signal)."""

from __future__ import annotations

import os
import signal
from multiprocessing import parent_process
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

_LOOK = 1.0  # seconds between two looks


def end_with_parent() -> None:
    """Have this process told to end once the one that began it is gone, though it was killed.

    A process of a pool would go on, and then wait for ever for what there is to do next: each holds
    the pipe open on which the others would be told that nobody is left. So may any other child of
    the one that was killed, so it is also asked whose child this process is by now.
    """
    if (parent := parent_process()) is not None:
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    while parent.is_alive() and os.getppid() == parent.pid:
        parent.join(_LOOK)
    os.kill(os.getpid(), signal.SIGTERM)
