"""A path at which nothing is, and which of those near it may have been meant. Does I/O (looks).

Whether something is there is asked before anything is made of how it is called: of a name without
an ending, or with an unknown one, what is wrong is not its format.
"""

from __future__ import annotations

import errno
import os
from difflib import get_close_matches
from pathlib import Path

from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.messages import FoundOSError, message, system_reason

_NEAREST = 3
_MANY = 1000  # names in a folder, among which a near one says nothing


def require_present(path: str | os.PathLike[str]) -> None:
    """Refuse a path at which nothing is; an empty one names nothing, nor does a link to nothing.

    Raises:
        InvalidMetadataError: nothing is there, or the system does not let it be looked at.

    """
    try:
        os.stat(os.fspath(path) and Path(path))  # noqa: PTH116 -- links are followed, '' is no '.'
    except OSError as error:
        raise unreadable(path, error) from error
    except ValueError as error:
        said = FoundOSError(errno.EINVAL, message("no-name-of-a-file"))
        raise unreadable(path, said) from error


def unreadable(path: str | os.PathLike[str], error: OSError) -> InvalidMetadataError:
    """Return what says that the system gave `error` for a path, and what may have been meant."""
    problems = [message("cannot-be-read", reason=system_reason(error))]
    if error.errno == errno.ENOENT and os.path.islink(path):  # noqa: PTH114 -- '' is no '.'
        problems.append(message("link-to-nothing", target=os.readlink(path)))  # noqa: PTH115
    if near := find_near(path):
        problems.append(message("offer-near", near=near))
    return InvalidMetadataError(os.fspath(path) or "''", problems)


def find_near(path: str | os.PathLike[str]) -> tuple[str, ...]:
    """Return the paths that differ from one at which nothing is in one name alone, nearest first.

    It is the first name on the way at which there is nothing: a folder may be misspelt, too.
    """
    wanted = Path(path)
    on_the_way = [*reversed(wanted.parents), wanted]
    try:
        lacking = next(each for each in on_the_way if not os.path.lexists(each))
        names = sorted(os.listdir(lacking.parent))  # noqa: PTH208 -- the names alone
    except (StopIteration, OSError):  # something is there; or one may not look, or it is no folder
        return ()
    below = wanted.relative_to(lacking)
    near = _near(lacking.name, names) if len(names) <= _MANY else []
    there = [lacking.with_name(name) / below for name in near]
    return tuple(str(each) for each in there if os.path.exists(each))  # noqa: PTH110 -- raises for none


def _near(wanted: str, names: list[str]) -> list[str]:
    """Return the nearest names: near as a whole, and without the ending that many share."""
    near = get_close_matches(wanted, names, len(names) or 1)
    stem = Path(wanted).stem
    return [name for name in near if get_close_matches(stem, [Path(name).stem])][:_NEAREST]
