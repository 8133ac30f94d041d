"""A checkout that is not installed has no version, and works all the same."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING

import pytest

from linhe_opendata.installed import installed_version
from linhe_opendata.validation import Sharing, Work, check_package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no distribution be installed, as in a new process."""

    def nobody(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata.Distribution, "from_name", nobody)
    installed_version.cache_clear()
    yield
    installed_version.cache_clear()


def test_the_version_is_that_of_the_distribution() -> None:
    assert installed_version() == metadata.version("linhe-opendata")
    assert installed_version("pyarrow") == metadata.version("pyarrow")


@pytest.mark.usefixtures("bare")
def test_where_none_is_installed_tables_are_judged_together_all_the_same(tmp_path: Path) -> None:
    assert installed_version() == "uninstalled"
    for name in "ab":
        (tmp_path / f"{name}.csv").write_text("id\n1\n")
    tables = [{"name": n, "type": "table", "path": f"{n}.csv"} for n in "ab"]
    profile = "https://datapackage.org/profiles/2.0/datapackage.json"
    given = {"$schema": profile, "name": "p", "resources": tables}
    report = check_package(given, tmp_path, sharing=Sharing(work=Work(tmp_path / "work")))
    assert report.valid
    assert report.stats["tasks"] == 2
