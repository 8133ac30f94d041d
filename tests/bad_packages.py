"""Packages of tables in which a cell is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linhe_opendata.validation.package import PROFILE

if TYPE_CHECKING:
    from pathlib import Path


def package_of(folder: Path, *names: str) -> dict[str, Any]:
    """Write tables of these names, each of two rows, the last of which is wrong."""
    resources = []
    for name in names:
        (folder / f"{name}.csv").write_text("id\n1\nx\n")
        schema = {"fields": [{"name": "id", "type": "integer"}]}
        table = {"name": name, "type": "table", "path": f"{name}.csv", "schema": schema}
        resources.append(table)
    return {"$schema": PROFILE, "name": "p", "resources": resources}
