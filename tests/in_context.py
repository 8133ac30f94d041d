"""An executor that works at once, as if it were called."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from contextvars import copy_context
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class InContext(Executor):
    """Runs what it is handed at once, in a copy of the context: its errors are kept likewise."""

    def submit(
        self, function: Callable[..., Any], /, *given: object, **more: object
    ) -> Future[Any]:
        """Run it."""
        done: Future[Any] = Future()
        done.set_result(copy_context().run(function, *given, **more))
        return done
