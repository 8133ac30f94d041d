"""A foreign package reads its own folder, and fetches nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from linhe_opendata.validation import validate_package

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def validate(folder: Path, resource: dict[str, Any], **more: object) -> list[str]:
    full = {"name": "t", "type": "table", "path": "t.csv", **resource}
    package = {"$schema": PROFILE, "name": "p", "resources": [full], **more}
    report = validate_package(package, folder)
    return [e.type for errors in (report.errors, *(t.errors for t in report.tasks)) for e in errors]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\nx\n")
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "t.csv").symlink_to(tmp_path / "secret.csv")
    assert validate(folder, {}) == ["unsafe-path"]
    (folder / "t.csv").unlink()
    (folder / "u.csv").write_text("a\nx\n")
    (folder / "t.csv").symlink_to(folder / "u.csv")
    assert validate(folder, {}) == []


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        ({"path": "../t.csv"}, "resource-error"),
        ({"path": "https://example.org/t.csv"}, "remote-reference"),
        ({"path": "s3://bucket/t.csv"}, "remote-reference"),
        ({"path": ["t.csv", "https://example.org/t.csv"]}, "remote-reference"),
        ({"scheme": "http"}, "remote-reference"),
        ({"format": "sql"}, "remote-reference"),
        ({"schema": "https://example.org/s.json"}, "remote-reference"),
        ({"dialect": "https://example.org/d.json"}, "remote-reference"),
        ({"profile": "https://example.org/p.json"}, "remote-reference"),
        ({"path": "/etc/hosts"}, "resource-error"),
        ({"path": "file:///etc/hosts"}, "resource-error"),
    ],
)
def test_what_lies_elsewhere_is_a_finding(
    tmp_path: Path, resource: dict[str, Any], expected: str
) -> None:
    (tmp_path / "t.csv").write_text("a\nx\n")
    assert validate(tmp_path, resource) == [expected]


def test_a_profile_of_the_package_is_not_fetched(tmp_path: Path) -> None:
    assert validate(tmp_path, {}, profile="https://example.org/p.json") == ["remote-reference"]
