"""The program of the process that does what may take forever. Does I/O (standard input and output).

`apart` runs it as a file, with nothing imported that it does not need. It gets pickled requests
`(key, job, item)`: first a task's key with its job (kind and parameters), then the key with each
item, and answers each with `(done, answer, seconds)`: the answer, or what was raised, and the
processor time that it took. Whoever started it counts that time as well, and ends the process
when it is too much.
"""

from __future__ import annotations

import os
import pickle
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import csv
    from collections.abc import Callable

    from linhe_opendata.messages import Message


def _matches(expression: str) -> Callable[[str], bool]:
    import re

    compiled = re.compile(expression)
    return lambda text: compiled.match(text) is not None


def sniffer(
    delimiters: str, kind: type[csv.Sniffer] | None = None
) -> Callable[[str], tuple[Any, ...] | None]:
    """Return how a sample is sniffed: delimiter, line end, escape, quote, spaces; None if not.

    `kind` is who does it, if not Python's own.
    """
    import csv

    def sniff(sample: str) -> tuple[Any, ...] | None:
        try:
            found = (kind or csv.Sniffer)().sniff(sample, delimiters)
        except csv.Error:
            return None
        marks = (found.delimiter, found.lineterminator, found.escapechar, found.quotechar)
        return (*marks, found.skipinitialspace)

    return sniff


def _reads(descriptor: dict[str, Any], missing: list[str]) -> Callable[[Any], Any]:
    """Return frictionless's own reader of the cells of a field."""
    from frictionless import Field

    field = Field.from_descriptor(descriptor, allow_invalid=True)
    field.missing_values = missing
    return field.create_cell_reader()


def _fits(schema: dict[str, Any]) -> Callable[[Any], Message | None]:
    from linhe_opendata.validation.untrusted.json_schema import problem_finder

    return problem_finder(schema)


JOBS: dict[str, Callable[..., Callable[[Any], Any]]] = {
    "match": _matches,
    "sniff": sniffer,
    "read": _reads,
    "json-schema": _fits,
}
"""The kinds of tasks."""


def _answer(tasks: dict[int, Callable[[Any], Any]], key: int, job: Any, item: Any) -> bytes:  # noqa: ANN401 -- any request
    begun = time.process_time()
    try:
        if job:
            tasks[key] = JOBS[job[0]](*job[1:])
        done, answer = True, None if job else tasks[key](item)
    except Exception as problem:  # noqa: BLE001 -- said to whoever asked
        done, answer = False, f"{type(problem).__name__}: {problem}"
    seconds = time.process_time() - begun
    try:
        return pickle.dumps((done, answer, seconds))
    except RecursionError as problem:
        return pickle.dumps((False, f"RecursionError: {problem}", seconds))


def _limit_itself(seconds: int) -> None:
    """End even if nobody is left to end it (POSIX)."""
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    if most != resource.RLIM_INFINITY:  # who started the program may have less for it
        seconds = min(seconds, most)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def serve() -> None:
    """Answer requests until there are no more."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that is printed may come between the answers
    sys.path[:], seconds = pickle.load(requests)  # noqa: S301 -- from the parent process
    if seconds is not None:
        _limit_itself(seconds)
    tasks: dict[int, Callable[[Any], Any]] = {}
    while True:
        try:
            key, job, item = pickle.load(requests)  # noqa: S301 -- from the parent process
        except EOFError:
            return
        answers.write(_answer(tasks, key, job, item))
        answers.flush()


if __name__ == "__main__":
    serve()
