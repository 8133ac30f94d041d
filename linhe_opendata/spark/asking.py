"""Work handed to the workers of a Spark session. Does I/O (a cluster).

The only module that knows pyspark: what of its API is used stands here.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from linhe_opendata.errors import ClusterError, InvalidArgumentError, MissingExtraError
from linhe_opendata.installed import installed_version
from linhe_opendata.messages import verbatim
from linhe_opendata.spark.rows import GROUPED_BY, SPARK_SHAPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pyarrow as pa

    Work = Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]
    Settle = Callable[[pa.Table], pa.Table]

_LAST_WORDS = re.compile(r"^Traceback .*\n(?:[ \t].*\n)+(\S.*)", re.MULTILINE)


def require_session(session: Any) -> None:  # noqa: ANN401 -- whatever the caller gave
    """Refuse what is no session of Spark.

    Raises:
        InvalidArgumentError: it is something else.
        MissingExtraError: pyspark is not installed.

    """
    try:
        import pyspark.errors
    except ModuleNotFoundError as error:
        raise MissingExtraError("cluster", "spark", error.name) from error
    del pyspark
    if not hasattr(session, "createDataFrame"):
        raise InvalidArgumentError("no-spark-session", given=type(session).__name__)


def ask_workers(
    session: Any,  # noqa: ANN401 -- a session
    given: pa.Table,
    work: Work,
    settle: Settle | None = None,
) -> pa.Table:
    """Return what workers make of the rows of a table, each of them a task (`mapInArrow`).

    The rows that come back have the one `SHAPE`. With `settle`, those that have in common what they
    are `GROUPED_BY` are brought together, and what comes of each group is returned (`groupBy`).

    Raises:
        ClusterError: not all was done.

    """
    from pyarrow import array, int32

    count = given.num_rows
    rows = given.append_column("task", array(range(count), int32()))
    with _interruptible(session):
        try:
            frame = session.createDataFrame(rows).repartitionByRange(count, "task")
            frame = frame.mapInArrow(work, SPARK_SHAPE)
            if settle:
                frame = frame.groupBy(*GROUPED_BY).applyInArrow(settle, SPARK_SHAPE)
            return frame.toArrow()
        except _failures() as problem:
            if _is_interrupt(problem):
                raise KeyboardInterrupt from problem
            reason = verbatim(_last_words(str(problem)))
            ours = installed_version()
            raise ClusterError("cluster-failed", reason=reason, version=ours) from problem


@contextmanager
def _interruptible(session: Any) -> Iterator[None]:  # noqa: ANN401 -- a session
    """Let the workers stop when the driver is interrupted."""
    tag = f"linhe-{token_hex(8)}"
    session.addTag(tag)
    try:
        yield
    except KeyboardInterrupt:
        session.interruptTag(tag)
        raise
    finally:
        session.removeTag(tag)


def _failures() -> tuple[type[Exception], ...]:
    """Return what is raised when a cluster fails; a JVM beside this process has its own way."""
    from pyspark.errors import PySparkException

    try:
        from py4j.protocol import Py4JError
    except ModuleNotFoundError:
        return (PySparkException,)
    return (PySparkException, Py4JError)


def _is_interrupt(problem: BaseException | None) -> bool:
    """Tell whether a job failed because it was cancelled for an interrupt, which stands behind."""
    while problem is not None and not isinstance(problem, KeyboardInterrupt):
        problem = problem.__context__
    return problem is not None


def _last_words(told: str) -> str:
    """Return what a worker's last exception says, of all that Spark tells of it."""
    said = _LAST_WORDS.findall(told) or told.strip().splitlines() or [""]
    return str(said[-1] if _LAST_WORDS.search(told) else said[0])
