"""Linhe's package with other declarations of what its tables are."""

from __future__ import annotations

from typing import Any

from linhe_opendata.project.curated import read_curated
from linhe_opendata.project.folder import bundled_project

Json = dict[str, Any]
LINHE = read_curated(bundled_project()).descriptor()


def without_roles(package: Json) -> Json:
    bare = [{k: v for k, v in each.items() if k != "role"} for each in package["resources"]]
    return {**package, "resources": bare}


def with_roles(roles: dict[str, Any], package: Json = LINHE) -> Json:
    """Return the package with other roles of some tables; None declares none."""
    bare = without_roles(package)["resources"]
    resources = []
    for resource, old in zip(bare, package["resources"], strict=True):
        role = roles.get(resource["name"], old["role"])
        resources.append(resource if role is None else {**resource, "role": role})
    return {**package, "resources": resources}
