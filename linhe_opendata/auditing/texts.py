"""What stands in a text, or in each text of a folder, and what is recorded of it. Does I/O (reads).

A text that is a source of the project is known by its SHA-256. The texts of a folder are read by
several processes; each hands back counts, not quantities, so that a folder may be of any size.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING

from linhe_opendata.documents import read_text
from linhe_opendata.errors import LinheError
from linhe_opendata.figures.evidence import Sighting, clean_text, sight
from linhe_opendata.figures.judge import find_source, of_source, place_of
from linhe_opendata.orphans import end_with_parent
from linhe_opendata.quantities import Mention, Quantity, read_numbers

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from linhe_opendata.figures.records import Records
    from linhe_opendata.messages import Message
    from linhe_opendata.project.folder import Project

    PathLike = str | os.PathLike[str]

SUFFIX = ".txt"
_CHUNKS_PER_PROCESS = 8
_BYTES_PER_PROCESS = 1_000_000
"""A process takes about as long to start as to read so much."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands in a text: its quantities, and the numbers that may or may not be some.

    `source` is the id of the source that the text is, None where it is none; then the status of
    every sighting is empty.
    """

    sightings: tuple[Sighting, ...]
    uncertain: tuple[Mention, ...]
    source: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How much stands in the text of a file; `problem` says why it could not be read."""

    path: Path
    quantities: int = 0
    uncertain: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    source: str | None = None
    problem: Message | None = None


def load_records(project: Project | PathLike | None = None) -> Records:
    """Return the records of a project.

    Raises:
        InvalidMetadataError: the project, its head or a schema is broken.

    """
    from linhe_opendata.figures.records import read_records
    from linhe_opendata.project.curated import read_curated
    from linhe_opendata.project.folder import find_project

    curated = read_curated(find_project(project))
    return read_records(curated.folder, curated.descriptor())


def see_text(raw: str, records: Records, place: str | None = None) -> Seen:
    """Return what stands in a text; `place` (ISO 3166-1) is that of its area if not given.

    Raises:
        UnknownNameError: `place` is no such code.

    """
    text = clean_text(raw)
    source = find_source(records, text)
    name = None if source is None else source.says.id
    numbers = [*read_numbers(text, place=place or place_of(records, name))]
    quantities = [one for one in numbers if isinstance(one, Quantity)]
    uncertain = (one for one in numbers if isinstance(one, Mention) and one.kind == "uncertain")
    if name is None:
        return Seen(tuple(Sighting(one, "", "") for one in quantities), (*uncertain,), None)
    own = of_source(records, name)
    figures = [record.says for record in own.figures]
    exclusions = [record.says for record in own.exclusions]
    return Seen((*sight(quantities, figures, exclusions),), (*uncertain,), name)


def find_texts(folder: Path) -> list[Path]:
    """Return the text files of a folder and the folders in it, in order."""
    return sorted(path for path in folder.rglob(f"*{SUFFIX}") if path.is_file())


def tally_texts(
    paths: Sequence[Path],
    records: Records,
    place: str | None = None,
    *,
    jobs: int = 1,
    progress: Callable[[str, int, int], None] | None = None,
) -> Iterator[Tally]:
    """Yield the tally of each file in order, read by up to `jobs` processes.

    `progress` is told (name, bytes done, bytes in all).
    """
    count = partial(_tally, records=records, place=place)
    sizes = [path.stat().st_size for path in paths]
    done, total = 0, sum(sizes)
    jobs = min(jobs, len(paths), total // _BYTES_PER_PROCESS + 1)
    for tally, size in zip(_mapped(count, paths, jobs), sizes, strict=True):
        done += size
        if progress is not None:
            progress(f"*{SUFFIX}", done, total)
        yield tally


def _mapped(count: Callable[[Path], Tally], paths: Sequence[Path], jobs: int) -> Iterator[Tally]:
    if jobs <= 1:
        yield from map(count, paths)
        return
    chunk = max(len(paths) // (jobs * _CHUNKS_PER_PROCESS), 1)
    with ProcessPoolExecutor(jobs, get_context("spawn"), end_with_parent) as pool:
        yield from pool.map(count, paths, chunksize=chunk)


def _tally(path: Path, records: Records, place: str | None) -> Tally:
    try:
        seen = see_text(read_text(path), records, place)
    except LinheError as error:
        return Tally(path, problem=error.message)
    statuses = Counter(sighting.status for sighting in seen.sightings if sighting.status)
    return Tally(path, len(seen.sightings), len(seen.uncertain), statuses, seen.source)
