"""What a stopped publisher left is kept where it says the same, whatever bytes say it."""

from __future__ import annotations

import functools
import io
import json
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from projects import change, tiny_project

from linhe_opendata.documents import LARGEST_DOCUMENT
from linhe_opendata.errors import VersionConflictError
from linhe_opendata.metadata import METADATA_FORMATS
from linhe_opendata.publishing import adopting
from linhe_opendata.publishing.publish import publish_unchecked
from linhe_opendata.store import FolderStore
from linhe_opendata.verifying.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable

    from linhe_opendata.project.folder import Project

FIRST = "tiny/1.0.0"
PARQUET = f"{FIRST}/parquet/data/t.parquet"
ZIPS = [
    f"{FIRST}/tiny-1.0.0-csv.zip",
    f"{FIRST}/tiny-1.0.0-parquet.zip",
    f"{FIRST}/tiny-1.0.0.xlsx",
]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return tiny_project(tmp_path / "tiny")


@functools.cache
def _stopped() -> tempfile.TemporaryDirectory[str]:
    """Publish a first release, and take away what comes after its tables and archives."""
    scratch = tempfile.TemporaryDirectory(prefix="linhe-tests-")
    store = Path(scratch.name) / "store"
    publish_unchecked(tiny_project(Path(scratch.name) / "tiny"), store)
    for name in ("tiny/releases.json", f"{FIRST}/release.json", f"{FIRST}/CHANGES.md"):
        (store / name).unlink()
    for described in METADATA_FORMATS:
        (store / FIRST / described.path).unlink(missing_ok=True)
    return scratch


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A store in which the first release was stopped before what states the digests of others."""
    return shutil.copytree(Path(_stopped().name) / "store", tmp_path / "store")


def stored(table: pa.Table, **more: Any) -> bytes:  # noqa: ANN401 -- how it is written
    written = io.BytesIO()
    pq.write_table(table, written, **more)
    return written.getvalue()


def read(data: bytes) -> pa.Table:
    return pq.read_table(io.BytesIO(data))


TABLES: dict[str, tuple[Callable[[bytes], bytes], bool]] = {
    "otherwise compressed": (lambda data: stored(read(data), compression="gzip"), True),
    "without dictionaries": (lambda data: stored(read(data), use_dictionary=False), True),
    "another value": (lambda data: stored(_with(read(data), "b")), False),
    "no row": (lambda data: stored(read(data).slice(0, 0)), False),
    "a row more": (lambda data: stored(pa.concat_tables([read(data)] * 2)), False),
    "another name": (lambda data: stored(read(data).rename_columns(["x", "value"])), False),
    "other metadata": (
        lambda data: stored(read(data).replace_schema_metadata({"x": "y"})),
        False,
    ),
    "cut short": (lambda data: data[:-20], False),
    "no parquet": (lambda _: b"x", False),
    "a byte of its pages turned": (lambda data: data[:4] + b"\xff" + data[5:], False),
}


def _with(table: pa.Table, code: str) -> pa.Table:
    column = pa.array([code], table.schema.field(0).type)
    return table.set_column(0, table.schema.field(0), column)


@pytest.mark.parametrize("case", TABLES)
def test_a_stored_table_is_kept_if_it_holds_the_same(
    root: Path, project: Project, case: str
) -> None:
    make, is_kept = TABLES[case]
    data = make((root / PARQUET).read_bytes())
    for name in (*ZIPS, f"{FIRST}/parquet/datapackage.json"):
        (root / name).unlink()  # which hold the table, or its digest
    (root / PARQUET).write_bytes(data)
    if is_kept:
        assert publish_unchecked(project, root).status == "created"
        assert verify(root).valid
    else:
        with pytest.raises(VersionConflictError, match=r"t\.parquet"):
            publish_unchecked(project, root)
    assert (root / PARQUET).read_bytes() == data


def test_a_stored_table_is_kept_whatever_its_dictionaries(tmp_path: Path, project: Project) -> None:
    schema = json.loads((project.schemas / "t.json").read_text("utf-8"))
    schema["fields"][0]["constraints"]["enum"] = ["a", "b"]
    (project.schemas / "t.json").write_text(json.dumps(schema), encoding="utf-8")
    root = tmp_path / "store"
    publish_unchecked(project, root)
    later = ("release.json", "parquet/datapackage.json", *(one.path for one in METADATA_FORMATS))
    for name in ("tiny/releases.json", *ZIPS, *(f"{FIRST}/{path}" for path in later)):
        (root / name).unlink(missing_ok=True)
    table = read((root / PARQUET).read_bytes())
    kind = table.schema.field(0).type
    assert pa.types.is_dictionary(kind)
    turned = pa.DictionaryArray.from_arrays(pa.array([1], kind.index_type), ["b", "a"])
    column = turned.cast(kind)
    (root / PARQUET).write_bytes(stored(table.set_column(0, table.schema.field(0), column)))
    assert publish_unchecked(project, root).status == "created"


def rezipped(data: bytes, edit: Callable[[dict[str, bytes]], None], how: int) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    edit(files)
    with zipfile.ZipFile(written, "w", how) as archive:
        for name, held in files.items():
            archive.writestr(name, held)
    return written.getvalue()


def nothing(_: dict[str, bytes]) -> None:
    """Leave the files as they are."""


def turn_a_byte(files: dict[str, bytes]) -> None:
    name = max(files, key=lambda name: len(files[name]))
    files[name] = files[name][:-1] + bytes([files[name][-1] ^ 1])


def rename(files: dict[str, bytes]) -> None:
    name = next(iter(files))
    files[f"{name}x"] = files.pop(name)


def add(files: dict[str, bytes]) -> None:
    files["more"] = b""


def drop(files: dict[str, bytes]) -> None:
    files.popitem()


def reverse(files: dict[str, bytes]) -> None:
    turned = dict(reversed(files.items()))
    files.clear()
    files.update(turned)


ARCHIVES: dict[str, tuple[Callable[[bytes], bytes], bool]] = {
    "stored": (lambda data: rezipped(data, nothing, zipfile.ZIP_STORED), True),
    "deflated": (lambda data: rezipped(data, nothing, zipfile.ZIP_DEFLATED), True),
    "in another order": (lambda data: rezipped(data, reverse, zipfile.ZIP_STORED), True),
    "another byte": (lambda data: rezipped(data, turn_a_byte, zipfile.ZIP_STORED), False),
    "another name": (lambda data: rezipped(data, rename, zipfile.ZIP_STORED), False),
    "a file more": (lambda data: rezipped(data, add, zipfile.ZIP_STORED), False),
    "a file less": (lambda data: rezipped(data, drop, zipfile.ZIP_STORED), False),
    "cut short": (lambda data: data[:-5], False),
    "no zip": (lambda _: b"x", False),
    "far too large": (lambda data: b"\0" * (4 * len(data) + (1 << 20) + 1) + data, False),
}


@pytest.mark.parametrize(
    ("case", "name"),
    [(c, ZIPS[0]) for c in ARCHIVES]
    + [(c, n) for c in ("stored", "another byte") for n in ZIPS[1:]],
)
def test_an_archive_is_kept_if_it_holds_the_same(
    root: Path, project: Project, monkeypatch: pytest.MonkeyPatch, case: str, name: str
) -> None:
    monkeypatch.setattr(adopting, "_PIECE_BYTES", 7)
    make, is_kept = ARCHIVES[case]
    data = make((root / name).read_bytes())
    (root / name).write_bytes(data)
    if is_kept:
        assert publish_unchecked(project, root).status == "created"
        assert verify(root).valid
    else:
        with pytest.raises(VersionConflictError, match=name.rpartition("/")[2]):
            publish_unchecked(project, root)
    assert (root / name).read_bytes() == data


def test_an_archive_may_be_four_times_as_large_and_a_mebibyte_more(
    root: Path, project: Project
) -> None:
    path = root / ZIPS[0]
    whole = path.read_bytes()
    data = b"\0" * (3 * len(whole) + (1 << 20)) + whole
    path.write_bytes(data)
    assert publish_unchecked(project, root).status == "created"
    assert path.read_bytes() == data


@pytest.mark.parametrize("described", [False, True])
def test_a_version_has_a_workbook_unless_it_was_described_without_one(
    root: Path, project: Project, *, described: bool
) -> None:
    book, schema = root / ZIPS[2], root / FIRST / METADATA_FORMATS[0].path
    book.unlink()
    if described:
        schema.parent.mkdir(exist_ok=True)
        schema.write_text("{}")
    try:
        publish_unchecked(project, root)
    except VersionConflictError:
        assert described
    assert book.exists() is not described


def test_a_release_of_which_another_finished_a_later_one_is_there_under_its_number(
    tmp_path: Path, project: Project
) -> None:
    root = tmp_path / "store"
    publish_unchecked(project, root)
    others = [tiny_project(tmp_path / f"o{value}", value) for value in (7, 2, 8)]
    numbers = [None, "2.0.0", None]

    class Raced(FolderStore):
        """Another publishes three releases between this one's look and its claim."""

        is_done = False

        def find(self, name: str, at_most: int = LARGEST_DOCUMENT) -> bytes | None:
            if name == "tiny/2.0.0/claim.json" and not self.is_done:
                Raced.is_done = True
                for other, number in zip(others, numbers, strict=True):
                    publish_unchecked(other, root, number)
            return super().find(name, at_most)

    change(project, "t", "a,1", "a,2")
    done = publish_unchecked(project, Raced(root), "2.0.0")
    assert Raced.is_done
    assert (done.status, done.version) == ("unchanged", "2.0.0")
    assert publish_unchecked(others[2], root).version == "2.0.1"
