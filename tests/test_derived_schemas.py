"""Codes, titles, units and limits stand once, in `indicators`; the schemas follow from them."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest
from command_line import run
from projects import change

from linhe_opendata.auditing.audit import validate_project
from linhe_opendata.auditing.derivation import find_stale_schemas, read_indicators
from linhe_opendata.auditing.dispatch import validate_table
from linhe_opendata.contribute.kit.drafting import figures_schema, schema_bytes
from linhe_opendata.contribute.kit.library import KIT_DATA, read_sets
from linhe_opendata.contribute.refreshing import refresh_schemas
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.figures.derived import derive_figures
from linhe_opendata.project.curated import read_curated
from linhe_opendata.project.folder import bundled_project
from linhe_opendata.validation.findings import sentence_of

if TYPE_CHECKING:
    from districts import SmallProject
    from frictionless import Report

    from linhe_opendata.project.folder import Project

SETS = ("education", "health", "elderly_care", "employment")
NEW = "schools_opened,education,Schools opened,新开学校,Schools opened.,新开学校数。,number,flow\n"


def _rows(project: Project) -> list[dict[str, str]]:
    with (project.data / "indicators.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _schema(project: Project, table: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((project.schemas / f"{table}.json").read_text("utf-8"))
    return schema


def _field(schema: dict[str, Any], name: str) -> dict[str, Any]:
    field: dict[str, Any] = next(each for each in schema["fields"] if each["name"] == name)
    return field


def _write(project: Project, table: str, schema: dict[str, Any]) -> None:
    (project.schemas / f"{table}.json").write_bytes(schema_bytes(schema))


def _append(project: Project, row: str = NEW) -> None:
    with (project.data / "indicators.csv").open("a", encoding="utf-8") as file:
        file.write(row)


def _put_limits(project: Project, minimum: str, maximum: str) -> None:
    """Give every indicator these limits, in columns that the schema has."""
    path = project.data / "indicators.csv"
    header, *rows = path.read_text("utf-8").splitlines()
    lines = [f"{header},minimum,maximum", *(f"{row},{minimum},{maximum}" for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    schema = _schema(project, "indicators")
    schema["fields"] += [{"name": name, "type": "number"} for name in ("minimum", "maximum")]
    _write(project, "indicators", schema)


def _kinds(report: Report) -> list[list[Any]]:
    return report.flatten(["type", "rowNumber", "fieldName"])  # type: ignore[no-any-return]


@pytest.mark.parametrize("table", [*SETS, "indicators"])
def test_linhe_s_schemas_are_what_follows_from_its_indicators(table: str) -> None:
    curated = read_curated(bundled_project())
    stale = {each.table for each in find_stale_schemas(curated, read_indicators(curated))}
    assert table not in stale
    schema = curated.table(table).schema
    assert schema_bytes(schema) == (bundled_project().schemas / f"{table}.json").read_bytes()


@pytest.mark.parametrize("table", SETS)
def test_linhe_s_schemas_are_those_of_a_new_project_but_for_its_words_and_limits(
    table: str,
) -> None:
    project = bundled_project()
    ours = _schema(project, table)
    units = _field(_schema(project, "indicators"), "unit_measure")["categories"]
    labels = {each["value"]: each["label"] for each in units}
    own = [row for row in _rows(project) if row["set"] == table]
    new = derive_figures(figures_schema(read_sets()[table]), own, labels)
    for name in ("obs_value", "lower", "upper"):
        assert _field(ours, name).pop("constraints") == {"minimum": 0, "maximum": 1_000_000_000}
    assert new["name"] == ours["name"]
    assert new["title"] == ours["title"]
    assert new["description"]
    assert new == {**ours, "description": new["description"]}


@pytest.mark.parametrize("table", ["areas", "sources", "exclusions"])
def test_a_new_project_describes_its_other_tables_as_linhe_does(table: str) -> None:
    shipped = (KIT_DATA / "schemas" / f"{table}.json").read_bytes()
    assert shipped == (bundled_project().schemas / f"{table}.json").read_bytes()


def test_a_new_indicator_makes_one_finding_that_names_the_command(project: Project) -> None:
    _append(project)
    report = validate_project(project)
    assert _kinds(report) == [["schema-stale", None, None]]
    (error,) = report.errors
    assert "schemas/education.json" in error.message
    assert "`linhe schemas --write`" in error.message
    assert error.custom["file"] == str((project.schemas / "education.json").resolve())


def test_the_command_says_which_are_stale_and_writes_them(project: Project) -> None:
    _append(project)
    before = {path: path.read_bytes() for path in project.schemas.iterdir()}
    looked = run("schemas", "--project", project.root)
    assert looked.exit_code == 1
    assert "schemas/education.json does not say" in looked.stdout
    assert {path: path.read_bytes() for path in project.schemas.iterdir()} == before
    written = run("schemas", "--write", "--project", project.root)
    assert (written.exit_code, written.stderr) == (0, "")
    assert "Written: schemas/education.json (indicator)." in written.stdout
    indicator = _field(_schema(project, "education"), "indicator")
    assert indicator["constraints"]["enum"][-1] == "schools_opened"
    label = {"value": "schools_opened", "label": "Schools opened 新开学校"}
    assert indicator["categories"][-1] == label
    after = {path for path in project.schemas.iterdir() if path.read_bytes() != before.get(path)}
    assert after == {project.schemas / "education.json"}
    assert validate_project(project).valid
    again = run("schemas", "--write", "--project", project.root)
    assert again.stdout == "5 schemas say what the indicators say.\n"


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("Teachers recruited", "Teachers newly recruited", ("indicator",)),
        ("新招聘教师人数。,persons", "新招聘教师人数。,cases", ("unit_measure",)),
        ("teacher_recruitment_rounds,", "recruitment_rounds,", ("indicator",)),
    ],
)
def test_a_change_of_an_indicator_shows_in_the_fields_that_repeat_it(
    project: Project, old: str, new: str, fields: tuple[str, ...]
) -> None:
    change(project, "indicators", old, new)
    (stale,) = refresh_schemas(project)
    assert (stale.table, stale.fields) == ("education", fields)
    assert refresh_schemas(project) == []


def test_a_title_of_a_set_is_repeated_where_sets_are_listed(project: Project) -> None:
    schema = _schema(project, "health")
    _write(project, "health", {**schema, "title": "Health 卫生"})
    (stale,) = refresh_schemas(project)
    assert (stale.table, stale.fields) == ("indicators", ("set",))


def test_what_does_not_follow_from_indicators_is_its_author_s(project: Project) -> None:
    schema = _schema(project, "education")
    _field(schema, "note")["constraints"]["maxLength"] = 500
    schema["fields"].append({"name": "remark", "type": "string"})
    _write(project, "education", schema)
    assert refresh_schemas(project) == []


def test_a_schema_that_lists_no_codes_is_not_given_any(project: Project) -> None:
    schema = _schema(project, "education")
    field = _field(schema, "indicator")
    del field["constraints"]["enum"], field["categories"]
    _write(project, "education", schema)
    assert refresh_schemas(project) == []


def test_plain_categories_stay_plain(project: Project) -> None:
    schema = _schema(project, "education")
    field = _field(schema, "indicator")
    field["categories"] = field["constraints"]["enum"]
    _write(project, "education", schema)
    _append(project)
    refresh_schemas(project)
    assert _field(_schema(project, "education"), "indicator")["categories"][-1] == "schools_opened"


def test_a_table_of_indicators_that_cannot_be_read_makes_no_schema_stale(project: Project) -> None:
    (project.data / "indicators.csv").write_bytes(b"\xff\xfe\x00")
    assert refresh_schemas(project) == []
    assert "schema-stale" not in {kind for kind, *_ in _kinds(validate_project(project))}


def test_a_row_that_is_not_whole_is_no_indicator(project: Project) -> None:
    _append(project, "half\n")
    assert refresh_schemas(project) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "job_fairs",
            "job_fair",
            "'job_fair' is no indicator of employment; did you mean job_fairs?",
        ),
        ("job_fairs", "zzzz", "'zzzz' is no indicator of employment; it has employers_served, "),
        (
            "employers_served",
            "teachers_recruited",
            "'teachers_recruited' is an indicator of education, not of employment; move the row",
        ),
    ],
)
def test_a_wrong_code_is_one_finding_with_the_nearest_codes(
    project: Project, old: str, new: str, said: str
) -> None:
    change(project, "employment", f"{old},150802", f"{new},150802")
    for report in (
        validate_project(project),
        validate_table(project.data / "employment.csv", "employment", project=project),
    ):
        (error,) = report.tasks[-1].errors if len(report.tasks) == 1 else report.tasks[3].errors
        assert error.type == "figure-code"
        assert said in error.message
        assert error.custom["lineNumber"] == report.flatten(["rowNumber"])[0][0]
        assert sentence_of(error).parameters["code"] == new
        assert report.stats["errors"] == 1


def test_a_row_in_the_table_of_another_set_is_one_finding(project: Project) -> None:
    rows = (project.data / "health.csv").read_text("utf-8").splitlines()
    with (project.data / "education.csv").open("a", encoding="utf-8") as file:
        file.write(rows.pop(3) + "\n")
    (project.data / "health.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert _kinds(validate_project(project)) == [["figure-code", 8, "indicator"]]


def test_a_wrong_unit_is_held_to_words_and_indicator_and_to_no_list_of_units(
    project: Project,
) -> None:
    change(project, "education", "both,exact,persons,V", "both,exact,cases,V")
    kinds = [kind for kind, *_ in _kinds(validate_project(project))]
    assert kinds == ["figure-words", "figure-unit"]


def test_a_row_is_not_blamed_for_a_stale_schema(project: Project) -> None:
    _append(project, NEW.replace("schools_opened", "schools").replace("education", "employment"))
    change(project, "employment", "job_fairs,150802", "schools,150802")
    assert _kinds(validate_project(project)) == [["schema-stale", None, None]]


def test_limits_of_indicators_are_those_of_the_set_and_of_each_figure(project: Project) -> None:
    _put_limits(project, "0.5", "200000")
    stale = refresh_schemas(project)
    assert {each.table for each in stale} == set(SETS)
    limits = {"minimum": 0.5, "maximum": 200_000}
    assert _field(_schema(project, "health"), "obs_value")["constraints"] == limits
    assert validate_project(project).valid


def test_a_figure_beyond_the_limits_of_its_indicator_is_a_finding(project: Project) -> None:
    _put_limits(project, "0", "200000")
    change(project, "indicators", ",stock,0,200000", ",stock,0,20")
    change(project, "indicators", ",minutes,duration,0,200000", ",minutes,duration,12,200000")
    refresh_schemas(project)
    found = validate_project(project).flatten(["type", "fieldName", "note"])
    assert ["figure-limits", "lower"] in [each[:2] for each in found]
    assert {each[0] for each in found} == {"figure-limits"}
    assert any("at least 12, not 10" in each[2] for each in found)


def test_a_missing_limit_is_none(project: Project) -> None:
    _put_limits(project, "0", "200000")
    change(project, "indicators", ",number,stock,0,200000", ",number,stock,,")
    refresh_schemas(project)
    constraints = _field(_schema(project, "education"), "obs_value").get("constraints", {})
    assert constraints == {}


def test_nothing_is_written_where_a_schema_would_not_be_sound(project: Project) -> None:
    _put_limits(project, "10", "1")
    before = {path: path.read_bytes() for path in project.schemas.iterdir()}
    with pytest.raises(InvalidMetadataError, match="education"):
        refresh_schemas(project)
    assert {path: path.read_bytes() for path in project.schemas.iterdir()} == before


def test_a_project_without_a_table_of_indicators_has_nothing_to_derive(
    small_project: SmallProject,
) -> None:
    done = run("schemas", "--project", small_project.root)
    assert done.stdout == "No schema of this project follows from a table of indicators.\n"
