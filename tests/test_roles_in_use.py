"""The roles of tables where they are used: validation, publication, the terminal, old releases."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from command_line import run
from declared import LINHE, with_roles, without_roles
from districts import HEAD, PARKS_SCHEMA
from projects import copy_project

from linhe_opendata import publish, search, validate
from linhe_opendata.client.session import open_client
from linhe_opendata.client.sides import find_package
from linhe_opendata.comparing import compare_packages, count_aspects
from linhe_opendata.figures.roles import find_roles
from linhe_opendata.project.folder import Project, bundled_project
from linhe_opendata.publishing.publish import publish_unchecked

if TYPE_CHECKING:
    from pathlib import Path

    from districts import SmallProject

Json = dict[str, Any]


def _rename(project: SmallProject, column: str, new: str, *, where: str) -> None:
    if where != "file":
        fields = [
            {**field, "name": new} if field["name"] == column else field
            for field in PARKS_SCHEMA["fields"]
        ]
        project.write_json("schemas/parks.json", {**PARKS_SCHEMA, "fields": fields})
    if where != "schema":
        path = project.root / "datapackage" / "data" / "parks.csv"
        text = path.read_text("utf-8")
        path.write_text(text.replace(column, new, 1), encoding="utf-8")


@pytest.mark.parametrize("where", ["schema", "file", "both"])
def test_figures_with_a_renamed_column_are_neither_valid_nor_published(
    where: str, small_project: SmallProject, elsewhere: Path
) -> None:
    small_project.change_cell("parks", 0, "obs_value", "999999")
    _rename(small_project, "as_stated", "stated", where=where)
    result = run("validate", "--project", small_project.root)
    assert result.exit_code == 1
    if where == "both":
        assert "role-columns: /resources/0/role: the table is declared to be" in result.stdout
        assert "it has no column as_stated (is it stated?)" in result.stdout
        assert "not checked: 3 rows of figures that do not fit" not in result.stdout
    assert run("publish", "--project", small_project.root).exit_code == 3
    assert list(elsewhere.iterdir()) == []


def test_a_column_that_the_schema_lets_a_file_leave_out_is_missed(
    small_project: SmallProject,
) -> None:
    names = [field["name"] for field in PARKS_SCHEMA["fields"]]
    schema = {key: value for key, value in PARKS_SCHEMA.items() if key != "primaryKey"}
    small_project.write_json("schemas/parks.json", {**schema, "fieldsMatch": "superset"})
    at = names.index("lower")
    rows = [row[:at] + row[at + 1 :] for row in small_project.read_rows("parks")]
    small_project.write_table("parks", names[:at] + names[at + 1 :], rows)
    result = run("validate", "--project", small_project.root)
    assert result.exit_code == 1
    assert "role-columns" in result.stdout
    assert "it has no column lower" in result.stdout


def _declare(project: SmallProject, resources: list[Json]) -> None:
    project.write_json("datapackage/datapackage.json", {**HEAD, "resources": resources})


@pytest.mark.parametrize(
    ("resources", "says"),
    [
        (
            [{"name": "parks"}, {"name": "sources"}],
            "role-undeclared: /resources: no table is declared",
        ),
        (
            [{"name": "parks"}, {"name": "sources", "role": "sources"}],
            "the table 'parks' looks like one of figures and is not declared as one",
        ),
        (
            [{"name": "parks", "role": "figure"}, {"name": "sources", "role": "sources"}],
            "role-unknown: /resources/0/role: 'figure' is no role",
        ),
    ],
)
def test_a_head_without_its_roles_is_a_finding_of_its_file(
    resources: list[Json], says: str, small_project: SmallProject
) -> None:
    _declare(small_project, resources)
    result = run("validate", "--project", small_project.root)
    assert result.exit_code == 1
    assert says in result.stdout
    assert "wuyuan/datapackage/datapackage.json\n" in result.stdout
    annotated = run("validate", "--project", small_project.root, "--format", "github").stdout
    assert "wuyuan/datapackage/datapackage.json,title=Role" in annotated
    table = small_project.root / "datapackage" / "data" / "parks.csv"
    alone = run("validate", table, "--schema", "parks", "--project", small_project.root)
    assert (alone.exit_code, says in alone.stdout) == (1, True)


def test_a_file_is_judged_by_the_role_of_the_table_it_is_for(
    small_project: SmallProject, tmp_path: Path
) -> None:
    table = small_project.root / "datapackage" / "data" / "parks.csv"
    contribution = tmp_path / "sources.csv"  # called as another table of the project
    contribution.write_text(table.read_text("utf-8").replace(",3,3,3,", ",4,3,3,"), "utf-8")
    result = run("validate", contribution, "--schema", "parks", "--project", small_project.root)
    assert result.exit_code == 1
    assert "the words '3个' say 3, not 4" in result.stdout


def test_a_text_that_is_no_source_is_found_where_no_table_holds_sources(
    small_project: SmallProject, tmp_path: Path
) -> None:
    _declare(
        small_project,
        [{"name": "parks", "role": "figures"}, {"name": "sources", "role": "other"}],
    )
    report = validate(project=small_project.root, texts=[small_project.text])
    assert [error.type for error in report.errors] == ["evidence-source"]
    assert {task.name for task in report.tasks} == {"parks", "sources"}
    assert tmp_path.is_dir()


def _old_store(folder: Path) -> tuple[Project, Path]:
    """Return a store as it was written before there were roles, and its project."""
    project = copy_project(folder / "old")
    head = json.loads(project.head.read_text("utf-8"))
    project.head.write_text(json.dumps(without_roles(head)), encoding="utf-8")
    publish_unchecked(project, folder / "store")
    return project, folder / "store"


@pytest.mark.usefixtures("elsewhere")
def test_a_release_that_declares_no_roles_is_read_as_it_was(tmp_path: Path) -> None:
    _, store = _old_store(tmp_path)
    found = [(hit.table, hit.code) for hit in search("remote_ecg", store=store)]
    assert found == [("health", "remote_ecg_diagnoses")]
    assert [hit.table for hit in search("临河区", store=store) if hit.code] == ["areas"]
    old = find_package("1.0.0", open_client(store))
    assert find_roles(old.descriptor) == find_roles(LINHE)


@pytest.mark.usefixtures("elsewhere")
def test_declaring_the_roles_of_a_released_package_is_a_patch(tmp_path: Path) -> None:
    _, store = _old_store(tmp_path)
    publication = publish(bundled_project(), store)
    assert publication.version == "1.0.1"
    changes = (store / "linhe" / "1.0.1" / "CHANGES.md").read_text("utf-8")
    assert "description changed: `role`" in changes
    client = open_client(store)
    compared = compare_packages(find_package("1.0.0", client), find_package("1.0.1", client))
    assert {change.attribute for change in compared.changes} == {"role"}


def test_a_released_descriptor_says_the_roles(tmp_path: Path) -> None:
    publish_unchecked(bundled_project(), tmp_path)
    for form in ("csv", "parquet"):
        path = tmp_path / "linhe" / "1.0.0" / form / "datapackage.json"
        assert find_roles(json.loads(path.read_text("utf-8"))) == find_roles(LINHE)


def test_the_rows_of_a_table_that_is_declared_to_be_no_figures_have_no_aspects(
    project: Project, tmp_path: Path
) -> None:
    head = json.loads(project.head.read_text("utf-8"))
    head = with_roles({"health": "other"}, head)
    project.head.write_text(json.dumps(head), encoding="utf-8")
    client = open_client(project=project, cache=tmp_path / "cache")
    old, path = find_package("unreleased", client), project.data / "health.csv"
    path.write_text(path.read_text("utf-8").replace("28家", "二十八家"), encoding="utf-8")
    rows = compare_packages(old, find_package("unreleased", client)).rows["health"]
    assert (rows.before.num_rows, count_aspects(rows)) == (1, {})


@pytest.mark.parametrize("how", ["a row is removed", "a table is declared to be another"])
@pytest.mark.usefixtures("elsewhere")
def test_fewer_figures_than_before_are_said(how: str, small_project: SmallProject) -> None:
    project = ("--project", small_project.root)
    assert "Fewer figures" not in run("publish", *project).stdout
    if how == "a row is removed":
        rows = small_project.read_rows("parks")[:-1]
        names = [field["name"] for field in PARKS_SCHEMA["fields"]]
        small_project.write_table("parks", names, rows)
        left = 2
    else:
        _declare(
            small_project,
            [{"name": "parks", "role": "other"}, {"name": "sources", "role": "sources"}],
        )
        left = 0
    published = run("publish", *project)
    assert f"Fewer figures: {left}; the release before had 3." in published.stdout
    (changes,) = {
        path.read_text("utf-8")
        for path in small_project.root.parent.glob("elsewhere/public/wuyuan/*/CHANGES.md")
        if path.parent.name != "1.0.0"
    }
    assert f"**Fewer figures: {left}, where 1.0.0 had 3.**" in changes
    assert f"**数字减少：现有 {left} 个，1.0.0 有 3 个。**" in changes


@pytest.mark.usefixtures("elsewhere")
def test_as_many_figures_as_before_are_not_said_to_be_fewer(small_project: SmallProject) -> None:
    run("publish", "--project", small_project.root)
    small_project.change_cell("parks", 0, "period_start", "2025-01-01")
    assert "Fewer figures" not in run("publish", "--project", small_project.root).stdout
