"""Begin a project: a whole one in a folder, or nothing. Does I/O (writes a folder).

The files are written into a folder beside and then moved: in one step where the project's folder is
new, else file by file, none over another and the head last, without which a folder is no project.
Whoever is killed in between can begin again: a file that is there already as it would be written is
left as it is.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from linhe_opendata.auditing.openness import find_licence_fault, judge_openness
from linhe_opendata.contribute.kit.area_codes import find_area
from linhe_opendata.contribute.kit.drafting import (
    HEAD_PATH,
    NewProject,
    default_titles,
    draft_head,
    draft_project,
)
from linhe_opendata.contribute.kit.library import choose_sets, read_sets
from linhe_opendata.documents import real_path
from linhe_opendata.errors import InvalidMetadataError, LinheError
from linhe_opendata.messages import message, system_reason
from linhe_opendata.project.curated import read_head
from linhe_opendata.project.folder import Project, bundled_project
from linhe_opendata.store.locks import try_lock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from linhe_opendata.figures.roles import Misfit
    from linhe_opendata.messages import Message


_LOCK = ".linhe-init.lock"


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody says of a project to begin; titles left empty are made of the area's name."""

    name: str
    area: str
    sets: Sequence[str]
    licence: str
    publisher: str
    area_en: str = ""
    title_en: str = ""
    title_zh: str = ""


def settle_answers(answers: Answers, now: datetime) -> NewProject:
    """Return the project that is meant; `now` becomes the moment of its first edition.

    An area whose English name nobody gave is called as in Chinese.

    Raises:
        UnknownNameError: there is no such area, or no such set.
        LinheError: several areas are called so, or no set is named.
        InvalidMetadataError: open data may not be called so, or not be published so: the name of
            the package, the licence, the publisher; all problems at once.

    """
    area = find_area(answers.area)
    sets = choose_sets(answers.sets)
    if not sets:
        raise LinheError("begin-sets-none", sets=tuple(read_sets()))
    area_en = answers.area_en.strip() or area.name_en or area.name_zh
    title_en, title_zh = default_titles(area, area_en)
    new = NewProject(
        answers.name,
        answers.title_en.strip() or title_en,
        answers.title_zh.strip() or title_zh,
        area,
        area_en,
        tuple(sets),
        answers.licence,
        answers.publisher.strip(),
        now.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    example = read_head(bundled_project())
    require_licence(answers.licence)
    misfits = judge_openness(draft_head(new), example)
    if problems := [_say_misfit(each) for each in misfits]:
        raise InvalidMetadataError(HEAD_PATH, problems)
    return new


def require_licence(name: str) -> None:
    """Refuse what is the name of no licence.

    Raises:
        InvalidMetadataError: it is not in the SPDX License List, nor open by the Open Definition.

    """
    if fault := find_licence_fault(name):
        raise InvalidMetadataError("licence", [fault])


def _say_misfit(misfit: Misfit) -> Message:
    return message("at-property", pointer=misfit.pointer, problem=misfit.said)


def begin_project(folder: Path, new: NewProject) -> Project:
    """Write a new project into `folder`, which may be there and hold other files.

    Raises:
        LinheError: the folder holds one of the project's files already, or cannot be written;
            nothing was written then.

    """
    files = draft_project(new)
    home = real_path(folder)
    _refuse_taken(folder, home, files)
    try:
        _write_whole(folder, home, files)
    except OSError as error:
        reason = system_reason(error)
        raise LinheError("begin-unwritable", folder=str(folder), reason=reason) from error
    return Project(home)


def _refuse_taken(folder: Path, home: Path, files: Mapping[str, bytes]) -> None:
    """Refuse a folder that holds what would be overwritten."""
    for place in (home, *home.parents):
        if os.path.lexists(place) and not place.is_dir():
            raise LinheError("begin-no-folder", folder=str(place))
    taken = [path for path, data in files.items() if not _is_free(home / path, data)]
    if taken:
        raise LinheError("begin-exists", folder=str(folder), files=tuple(sorted(taken)))


def _is_free(path: Path, data: bytes) -> bool:
    """Tell whether nothing is at a path, or just what would be written there."""
    if not os.path.lexists(path):
        return True
    return path.is_file() and path.read_bytes() == data


def _write_whole(folder: Path, home: Path, files: Mapping[str, bytes]) -> None:
    above = home.parent
    above.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{home.name}.", suffix=".begun", dir=above))
    try:
        for path, data in files.items():
            _write_file(beside / path, data)
        if home.exists():
            with _alone_in(folder, home):
                _refuse_taken(folder, home, files)
                _move_each(beside, home, files)
        else:
            beside.chmod(0o777 & ~_umask())
            beside.rename(home)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _write_file(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _move_each(beside: Path, home: Path, files: Mapping[str, bytes]) -> None:
    """Give each file its place in a folder that is there, in order; take all back if one fails."""
    made: list[Path] = []
    try:
        for path in files:
            place = home / path
            if place.exists():
                continue  # it holds the same bytes
            _make_folders(place.parent, made)
            os.link(beside / path, place)
            made.append(place)
    except BaseException:
        for each in reversed(made):
            with suppress(OSError):  # a folder that somebody put something into stays
                each.rmdir() if each.is_dir() else each.unlink()
        raise


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Make a folder and those it lies in, and note the ones that were not there."""
    lacking = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(lacking):
        each.mkdir()
        made.append(each)


@contextmanager
def _alone_in(folder: Path, home: Path) -> Iterator[None]:
    """Let nobody else begin in a folder while the block runs, and no longer than this process.

    Raises:
        LinheError: somebody else is at it.

    """
    path = home / _LOCK
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o666)
    try:
        if not try_lock(descriptor) or not _is_still(path, descriptor):
            raise LinheError("begin-busy", folder=str(folder))
        try:
            yield
        finally:
            with suppress(OSError):  # where an open file cannot be removed, it is left
                path.unlink()
    finally:
        os.close(descriptor)


def _is_still(path: Path, descriptor: int) -> bool:
    """Tell whether an open file is the one at a path, which its last holder removes."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _umask() -> int:
    """Return the permissions that new files are not given; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
