"""Whatever a store, a cache or a project holds, each use of it works or is refused.

No traceback, nothing written elsewhere, no hang, no memory without bound. `pytest tests/fuzz`
damages documents in 200 ways, `pytest tests/fuzz -m fuzz` in 4,000, in a child whose memory is
measured and whose processor time has an end. A case is named by its seed:
`PYTHONPATH=tests python tests/fuzz/test_mutated_documents.py 4711 4712` runs that one.

Most damages are signed for: the digest of a damaged file goes into its record, and that of the
record into the catalogue, as a hostile publisher would do it. Else digests would refuse them all.
"""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import tempfile
import traceback
import warnings
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from damaged_stores import collect, place, sign, sound
from mutations import damage
from obstore.store import MemoryStore

from linhe_opendata.client import YankedReleaseWarning, diff, open_package
from linhe_opendata.errors import LinheError
from linhe_opendata.ledger.reading import list_releases
from linhe_opendata.project.folder import Project
from linhe_opendata.publishing.catalogue import rebuild_catalogue
from linhe_opendata.publishing.publish import publish, publish_unchecked
from linhe_opendata.publishing.yank import yank
from linhe_opendata.store import FolderStore
from linhe_opendata.store.remote import RemoteStore
from linhe_opendata.verifying.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from damaged_stores import Documents

    from linhe_opendata.store import Store

    Uses = Mapping[str, Callable[[], object]]

SHORT, LONG, CHUNK = 200, 4_000, 50
PROCESSOR_SECONDS = 1800
GROWTH_BYTES = 300 << 20


def make_case(seed: int, source: str) -> tuple[str, Documents]:
    """Return the documents of the sound `store`, `cache` or `project`, and which was damaged."""
    random = Random(f"{source} {seed}")  # noqa: S311 -- cases, not secrets
    documents = collect(sound() / source)
    likely = [name for name in documents if not name.endswith((".zip", ".md", ".lock"))]
    name = random.choice([*likely, *likely, *documents])
    documents[name] = damage(documents[name], name, random)
    if source == "store" and random.random() < 0.8:
        sign(documents, name)
    return name, documents


def use_store(store: Store, root: Path, cache: Path) -> Uses:
    """Return all that is done with a store."""
    project = Project(sound() / "project")
    client = open_package(store, name="p", project=project, cache=cache)
    return {
        "releases": client.releases,
        "list": lambda: list_releases(store, "p"),
        "load": lambda: [client.load(t) for t in ("codes", "values")],
        "load pinned": lambda: [client.load(t, "1.0.0") for t in ("codes", "values")],
        "schema": lambda: [client.schema(t, "1.0.1") for t in client.tables("1.0.1")],
        "download": lambda: client.download(to=root / "out" / "csv"),
        "download one": lambda: client.download("values", form="parquet", to=root / "out" / "one"),
        "search": lambda: client.search("parks"),
        "cite": lambda: [client.cite(), client.cite("1.0.0").bibtex],
        "diff": lambda: diff("1.0.0", "1.0.1", store, project=project, cache=cache).to_dict(),
        "verify": lambda: verify(store, "p"),
        "verify all": lambda: verify(store),
        "publish": lambda: publish_unchecked(project, store),
        "rebuild": lambda: rebuild_catalogue(store, "p"),
        "yank": lambda: yank(store, "p", "1.0.1", "misread too"),
    }


def use_folder(folder: Path, root: Path) -> Uses:
    """Return what is done with the folder of one release."""
    project, cache = sound() / "project", root / "cache"
    sides = (folder / "csv", folder / "parquet")
    return {
        "diff of a folder": lambda: diff(*sides, project=project, cache=cache).to_dict(),
        "verify a folder": lambda: [verify(at) for at in (folder, *sides)],
    }


def use_project(folder: Path, root: Path, damaged: str) -> Uses:
    """Return what is done with a project; how long validating takes is the matter of others."""
    tables = ("codes", "values")
    return {
        "load": lambda: [open_package(project=folder).load(table) for table in tables],
        "search": lambda: open_package(project=folder).search("parks"),
        "cite": lambda: open_package(project=folder).cite(),
        "download": lambda: open_package(project=folder).download(to=root / "out"),
        "publish": lambda: (publish_unchecked if damaged.endswith("csv") else publish)(
            Project(folder), root / "cache" / "store"
        ),
    }


def judge(seed: int) -> list[str]:
    """Return what went wrong in one case."""
    source = "project" if seed % 4 == 3 else "store"
    damaged, documents = make_case(seed, source)
    with tempfile.TemporaryDirectory(prefix="linhe-tests-") as scratch:
        root = Path(scratch) / "in" / "side"
        root.mkdir(parents=True)
        uses: dict[str, Callable[[], object]] = {}
        if source == "project":
            place(documents, "", root / "project")
            uses |= use_project(root / "project", root, damaged)
        else:
            store: Store = RemoteStore(MemoryStore(), f"memory://{seed}")
            for name, data in documents.items():
                store.create(name, data)
            # an empty cache is the harder test, one that others filled the faster one
            uses |= use_store(store, root, root / "cache" if seed % 4 == 0 else _others_cache())
        if seed % 4 == 0:
            place(documents, "/".join([*damaged.split("/")[:2], ""]), root / "folder")
            uses |= use_folder(root / "folder", root)
        found = [f"{use}: {problem}" for use, act in uses.items() if (problem := attempt(act))]
        allowed = {
            "in",
            "in/side",
            *(f"in/side/{n}" for n in ("cache", "out", "folder", "project")),
        }
        found += [f"{path} was made" for path in _list(Path(scratch)) if path not in allowed]
        return [f"{seed} ({damaged}), {problem}" for problem in found]


@functools.cache
def _others_cache() -> Path:
    return Path(tempfile.mkdtemp(prefix="others-", dir=sound()))


def _list(scratch: Path) -> list[str]:
    paths = (path for depth in ("*", "*/*", "*/*/*") for path in scratch.glob(depth))
    return [path.relative_to(scratch).as_posix() for path in paths]


def attempt(act: Callable[[], object]) -> str | None:
    """Return how an act failed; None where it worked, or was refused in words one can print."""
    try:
        with warnings.catch_warnings(record=True):
            warnings.simplefilter("always")
            act()
    except LinheError as error:
        said = str(error)
        is_printable = said.strip() and said.encode(errors="replace").decode() == said
        return None if is_printable else f"a refusal that cannot be printed: {said!a}"
    except Exception:  # noqa: BLE001 -- that there is none is what is tested
        return traceback.format_exc(limit=-4)
    return None


def test_what_is_not_damaged_is_refused_nowhere(tmp_path: Path) -> None:
    store: Store = RemoteStore(MemoryStore(), "memory://sound")
    documents = collect(sound() / "store")
    for name, data in documents.items():
        store.create(name, data)
    place(documents, "p/1.0.0/", tmp_path / "folder")
    place(collect(sound() / "project"), "", tmp_path / "project")
    uses = {**use_store(store, tmp_path, tmp_path / "cache")}
    uses |= use_folder(tmp_path / "folder", tmp_path)
    with pytest.warns(YankedReleaseWarning):
        results = {use: act() for use, act in uses.items()}
    projects = use_project(tmp_path / "project", tmp_path / "of the project", "head.json")
    results |= {f"{use} of a project": act() for use, act in projects.items()}
    assert [use for use, result in results.items() if not result] == []


@pytest.mark.parametrize("first", range(0, SHORT, CHUNK))
def test_a_damaged_document_is_used_or_refused(first: int) -> None:
    assert [problem for seed in range(first, first + CHUNK) for problem in judge(seed)] == []


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_memory_is_believed_or_set_aside(seed: int, tmp_path: Path) -> None:
    _, documents = make_case(seed, "cache")
    place(documents, "", tmp_path / "cache")
    client = open_package(FolderStore(sound() / "store"), name="p", cache=tmp_path / "cache")
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("always")
        try:
            assert len(client.releases()) == 2
        except LinheError as error:  # the damage made it a sound memory of something else
            assert "shows an older catalogue of p than before" in str(error)  # noqa: PT017


@pytest.mark.fuzz
@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a child's processor time there")
def test_thousands_of_damaged_documents_are_used_or_refused_in_bounded_memory() -> None:
    done = subprocess.run(
        [sys.executable, __file__, "0", str(LONG), str(GROWTH_BYTES)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def _main(first: int, last: int, growth: int = 0) -> int:
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    problems, before = 0, 0
    for seed in range(first, last):
        found = judge(seed)
        problems += len(found)
        sys.stdout.writelines(f"{problem}\n" for problem in found)
        sys.stdout.flush()  # what is ended has said what it found
        if seed == first + CHUNK:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10) - before
    if growth and grown > growth:
        problems += 1
        sys.stdout.write(f"the memory grew by {grown:,} bytes\n")
    return min(problems, 1)


if __name__ == "__main__":
    sys.exit(_main(*map(int, sys.argv[1:])))
