"""Who only has a store can use it: a package is named, or is the only one there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from command_line import run
from projects import tiny_project
from published import published
from servers import web

import linhe_opendata as linhe
from linhe_opendata.errors import StoreError, UnknownNameError, UnknownPackageError
from linhe_opendata.publishing.publish import publish_unchecked

if TYPE_CHECKING:
    from click.testing import Result

READING = {
    "releases": (["releases"], "1.0.0"),
    "search": (["search", "value"], ""),
    "show": (["show", "t"], "code"),
    "cite": (["cite"], "tiny (version 1.0.1)"),
    "download": (["download", "--to", "mine"], "Downloaded 2 files"),
    "diff": (["diff", "1.0.0", "1.0.1"], "t"),
}
"""Each reading command, and what it prints of the tiny package."""


@pytest.fixture
def store(elsewhere: Path, tmp_path: Path) -> Path:
    """A store with Linhe's package and a tiny one, in an empty folder without a project."""
    root = elsewhere / "both"
    shutil.copytree(published(), root)
    for value in (1, 2):
        publish_unchecked(tiny_project(tmp_path / "tiny", value), root)
    return root


def read(command: str, *options: object) -> Result:
    arguments, _ = READING[command]
    return run(*arguments, *options)


@pytest.mark.parametrize("command", READING)
def test_every_reading_command_takes_a_package_by_its_name(command: str, store: Path) -> None:
    result = read(command, "--from", store, "--package", "tiny")
    assert result.exit_code == 0, result.stderr
    assert READING[command][1] in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize("command", READING)
def test_the_only_package_is_taken_without_being_named(command: str, store: Path) -> None:
    shutil.rmtree(store / "linhe")
    (store / "packages.json").unlink()
    result = read(command, "--from", store)
    assert result.exit_code == 0, result.stderr
    assert READING[command][1] in result.stdout


@pytest.mark.parametrize("command", READING)
def test_an_unknown_package_lists_those_that_are_there(command: str, store: Path) -> None:
    result = read(command, "--from", store, "--package", "teeny")
    assert result.exit_code == 3
    assert f"No package in {store} is called 'teeny'. It has linhe, tiny." in result.stderr


def test_verify_takes_a_package_or_a_project_and_not_both(store: Path) -> None:
    assert "2 releases" in run("verify", store, "--package", "tiny").stdout
    result = run("verify", store, "--package", "tiny", "--project", store)
    assert (result.exit_code, "name two packages" in result.stderr) == (2, True)


def test_packages_lists_each_with_its_newest_release(store: Path) -> None:
    linhe.yank(store, "tiny", "1.0.1", "wrong unit")
    lines = [line.split() for line in run("packages", "--from", store).stdout.splitlines()]
    assert ["tiny", "1.0.0", "2"] in lines
    assert [line[:2] for line in lines if line[:1] == ["linhe"]] == [["linhe", "1.0.1"]]


def test_packages_names_also_what_is_gone(store: Path) -> None:
    shutil.rmtree(store / "tiny")
    lines = [line.split() for line in run("packages", "--from", store).stdout.splitlines()]
    assert ["tiny", "0"] in lines


def test_packages_without_a_store_names_the_one_that_ships(elsewhere: Path) -> None:
    assert run("packages").stdout.startswith("linhe (unreleased)")
    assert linhe.packages() == ("linhe",)
    assert linhe.packages(elsewhere) == ()


def test_a_store_on_the_web_is_used_like_any_other(store: Path) -> None:
    with web(store) as address:
        assert linhe.packages(address) == ("linhe", "tiny")
        assert run("packages", "--from", address).stdout.count("1.0.1") == 2
        for command in READING:
            shutil.rmtree("mine", ignore_errors=True)
            result = read(command, "--from", address, "--package", "tiny")
            assert result.exit_code == 0, result.stderr
        result = run("verify", address)
        assert result.exit_code == 0
        assert result.stdout.startswith("4 releases, ")
        assert "could not be looked for here" in result.stdout
        (store / "tiny/1.0.0/csv/data/t.csv").unlink()
        assert run("verify", address).exit_code == 1
        assert run("verify", address, "--package", "linhe").exit_code == 0


def test_a_store_on_the_web_without_an_index_cannot_be_asked(store: Path) -> None:
    (store / "packages.json").unlink()
    with web(store) as address:
        with pytest.raises(StoreError, match=r"has no packages\.json") as refused:
            linhe.packages(address)
        assert "没有 packages.json" in refused.value.say("zh")
        assert run("verify", address).exit_code == 3
        assert run("releases", "--from", address, "--package", "tiny").exit_code == 0
        result = run("releases", "--from", address)  # the one that ships is there as before
        assert (result.exit_code, "1.0.1" in result.stdout) == (0, True)


def test_the_library_takes_a_package_wherever_it_takes_a_store(store: Path) -> None:
    of: Any = {"store": store, "package": "tiny"}
    assert linhe.tables(**of) == ["t"]
    assert [entry.version for entry in linhe.releases(**of)] == ["1.0.1", "1.0.0"]
    assert linhe.schema("t", **of)["name"] == "t"
    assert linhe.load("t", **of).attrs["package"] == "tiny"
    assert linhe.search("value", **of) == []
    assert "tiny" in linhe.cite(**of).text
    assert len(linhe.download("t", **of, to="mine")) == 2
    with pytest.raises(UnknownPackageError, match=r"It has linhe, tiny\."):
        linhe.load("t", store=store, package="x")


def test_without_a_store_there_is_one_package_alone(elsewhere: Path) -> None:
    del elsewhere
    with pytest.raises(UnknownNameError, match="'tiny'"):
        linhe.load("t", package="tiny")


def test_a_project_in_the_folder_names_the_package_unless_one_is_named(
    store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path / "tiny")
    assert "tiny" in run("cite", "--from", store).stdout
    assert "Linhe" in run("cite", "--from", store, "--package", "linhe").stdout


def test_show_reads_a_version_of_a_release(store: Path) -> None:
    rows = [
        run("show", "t", "--from", store, "--package", "tiny", "--version", version).stdout
        for version in ("1.0.0", "1.0.1")
    ]
    assert [row.split()[-1] for row in rows] == ["1", "2"]


def test_the_site_of_a_store_on_the_web_is_written_by_its_index(store: Path) -> None:
    pytest.importorskip("jinja2")
    shutil.rmtree(store / "tiny")
    (store / "packages.json").write_text(
        json.dumps({"format": 1, "packages": [{"name": "linhe"}]}), encoding="utf-8"
    )
    with web(store) as address:
        result = run("portal", "--from", address, "--to", "site")
    assert result.exit_code == 0, result.stderr
    assert Path("site/linhe/index.html").is_file()
