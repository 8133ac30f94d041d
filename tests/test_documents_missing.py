"""Whether something is at a path is asked first, and of nothing it is said what is near."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata import (
    InvalidMetadataError,
    build,
    diff,
    validate,
    validate_package,
    validate_project,
    validate_table,
)
from linhe_opendata.cli import main
from linhe_opendata.documents import find_near, require_present
from linhe_opendata.errors import StoreError
from linhe_opendata.store import open_reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

ENDINGS = ["", ".csv", ".parquet", ".json", ".foo", ".csv.zip"]
"""Of no format, of some that are read, of one that nobody knows."""

needs_links = pytest.mark.skipif(os.name == "nt", reason="links ask for rights there")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with a package, a table with an ending and one without."""
    (tmp_path / "datapackage").mkdir()
    (tmp_path / "datapackage" / "datapackage.json").write_text("{}", "utf-8")
    (tmp_path / "districts.csv").write_text("a\n1\n", "utf-8")
    (tmp_path / "noend").write_text("a\n1\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments])


NEAR = [
    ("datapackge", ["datapackage"]),
    ("./datapackge/", ["datapackage"]),
    ("datapackge/datapackage.json", ["datapackage/datapackage.json"]),
    ("datapackge/no.json", []),  # that folder has none
    ("datapackage/datapackge.json", ["datapackage/datapackage.json"]),
    ("district.csv", ["districts.csv"]),
    ("districts", ["districts.csv"]),
    ("district.cvs", ["districts.csv"]),
    ("quite-another.csv", []),
    ("x.csv", []),  # an ending alone is not near
    ("noend/x", []),  # a file has nothing below it
    ("datapackage", []),  # it is there
    ("", []),
    ("a\0b", []),
]


@pytest.mark.parametrize(("path", "near"), NEAR)
def test_near_is_what_is_there_and_differs_in_one_name(path: str, near: list[str]) -> None:
    assert [*find_near(path)] == [str(Path(each)) for each in near]
    assert [*find_near(Path(path).absolute())] == [str(Path(each).absolute()) for each in near]


def test_among_very_many_names_none_is_offered(here: Path) -> None:
    for number in range(1000):
        (here / f"s{number}").touch()
    assert find_near("district.csv") == ()


@pytest.mark.parametrize("path", ["districts.csv/", "districts.csv/.", "./districts.csv"])
def test_a_path_is_written_as_one_likes_in_python_as_on_the_command_line(path: str) -> None:
    assert validate(path).valid
    assert validate_table(path).valid
    assert run("validate", path).exit_code == 0


MISSPELT = st.sampled_from(
    ["datapackage", "districts.csv", "noend", "datapackage/datapackage.json"]
)
PATHS = st.text(max_size=30) | st.tuples(MISSPELT, st.integers(0, 20)).map(
    lambda drawn: drawn[0][: drawn[1]] + drawn[0][drawn[1] + 1 :]
)


@given(PATHS)
def test_what_is_offered_is_there_and_is_offered_for_nothing_alone(path: str) -> None:
    near = find_near(path)
    assert all(os.path.exists(each) for each in near)  # noqa: PTH110 -- as text
    assert not (near and os.path.lexists(path))


JUDGES: list[Callable[[str], object]] = [validate, validate_table, validate_package]


@pytest.mark.parametrize("judge", [*JUDGES, validate_project, build])
@pytest.mark.parametrize("ending", ENDINGS)
def test_of_nothing_it_is_said_that_nothing_is_there_whatever_its_ending(
    judge: Callable[..., object], ending: str, tmp_path: Path
) -> None:
    (tmp_path / f"parks{ending}").write_text("", "utf-8")
    further = [tmp_path / "out"] if judge is build else []
    with pytest.raises(InvalidMetadataError) as refused:
        judge(f"park{ending}", *further)
    said = f"park{ending}: cannot be read: No such file or directory; did you mean parks{ending}?"
    assert str(refused.value) == said


@pytest.mark.parametrize("judge", [*JUDGES, validate_project])
@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("", "^'': cannot be read: No such file or directory$"),
        ("-", "^-: cannot be read: No such file or directory$"),
        ("noend/x", "^noend/x: cannot be read: Not a directory$"),
        ("a\0b", "cannot be read: its name cannot be that of a file$"),
    ],
)
def test_what_names_nothing_is_refused_by_every_judge(
    judge: Callable[[str], object], path: str, says: str
) -> None:
    with pytest.raises(InvalidMetadataError, match=says):
        judge(path)


@needs_links
@pytest.mark.parametrize("judge", [*JUDGES, validate_project, require_present])
@pytest.mark.parametrize("name", ["link", "link.csv"])
def test_a_link_to_nothing_says_to_what_it_links(
    judge: Callable[[str], object], name: str, here: Path
) -> None:
    (here / name).symlink_to("gone.csv")
    with pytest.raises(InvalidMetadataError) as refused:
        judge(name)
    reason = "No such file or directory; it is a link to gone.csv, which is not there"
    assert str(refused.value) == f"{name}: cannot be read: {reason}"


@pytest.mark.parametrize(("path", "ending"), [("noend", ""), ("x.foo", "foo")])
def test_a_file_that_is_there_is_judged_by_its_format(path: str, ending: str, here: Path) -> None:
    (here / "x.foo").write_text("a\n1\n", "utf-8")
    for judge in (validate, validate_table):
        (task,) = judge(path).tasks
        assert [error.note for error in task.errors] == [f'format "{ending}" is not supported']


def test_a_folder_is_no_table() -> None:
    for schema in (None, {"fields": [{"name": "a"}]}):
        with pytest.raises(InvalidMetadataError, match=r"^datapackage: is a folder and not"):
            validate_table("datapackage", schema)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x", "s3://bucket/x.csv"])
def test_of_an_address_it_is_not_asked_what_is_there(address: str) -> None:
    assert not validate(address).valid
    result = run("validate", address)
    assert (result.exit_code, "An address stands where" in result.stderr) == (3, True)


def test_an_empty_store_and_an_empty_side_are_not_the_current_folder() -> None:
    with pytest.raises(StoreError, match="no address of a store"):
        open_reader("")
    with pytest.raises(InvalidMetadataError, match=r"^'': this is no version"):
        diff("", "datapackage")


ASKED = [
    (["validate", "datapackge"], 3),
    (["validate", "datapackge", "--format", "json"], 3),
    (["validate", "datapackge", "--split", "out"], 3),
    (["validate", "datapackge", "--work", "w", "--part", "1/2"], 3),
    (["validate", "--schema", "./datapackge", "districts.csv"], 3),
    (["validate", "--project", "datapackge"], 3),
    (["validate", "--text", "datapackge"], 2),
    (["schemas", "--project", "datapackge"], 3),
    (["build", "--project", "datapackge"], 3),
    (["publish", "--project", "datapackge"], 3),
    (["show", "--project", "datapackge"], 3),
    (["read", "datapackge"], 2),
    (["add", "datapackge"], 2),
    (["add", "noend", "--from", "datapackge"], 2),
    (["verify", "datapackge"], 3),
    (["diff", "datapackge", "unreleased", "--bundled"], 3),
    (["open", "datapackge"], 3),
]


@pytest.mark.parametrize(("arguments", "code"), ASKED, ids=[" ".join(row[0]) for row in ASKED])
@pytest.mark.parametrize(
    ("language", "asks"),
    [("en", "id you mean datapackage?"), ("zh", "您是否想写 datapackage？")],
)
def test_a_command_asks_whether_what_is_near_was_meant(
    arguments: list[str], code: int, language: str, asks: str
) -> None:
    result = run(*arguments, "--lang", language)
    assert result.exit_code == code, result.output
    assert asks in result.stderr
    assert "Path" not in result.stderr or language == "en"
    assert "File" not in result.stderr or language == "en"


def test_what_is_not_there_keeps_no_other_path_from_being_judged() -> None:
    result = run("validate", "datapackge", "districts.csv", "no.foo")
    assert result.exit_code == 3
    assert "districts.csv" in result.stdout
    assert result.stderr.splitlines() == [
        "Error: datapackge: cannot be read: No such file or directory; did you mean datapackage?",
        "Error: no.foo: cannot be read: No such file or directory",
    ]


@pytest.mark.parametrize(
    "arguments",
    [["validate", ""], ["validate", "--project", ""], ["read", ""], ["open", ""], ["init", ""]],
    ids=" ".join,
)
def test_an_empty_path_is_not_the_current_folder(arguments: list[str]) -> None:
    for language, says in {"en": "'' does not exist.", "zh": "'' 不存在。"}.items():
        result = run(*arguments, "--lang", language)
        assert (result.exit_code, says in result.stderr) == (2, True), result.output
