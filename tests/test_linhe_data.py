"""What must hold of the data that ship with the library."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

import pytest

from linhe_opendata.auditing.audit import validate_project
from linhe_opendata.project.folder import bundled_project

if TYPE_CHECKING:
    from collections.abc import Iterator

INDICATORS = {
    "education": [
        "inclusive_kindergartens_approved",
        "inclusive_places_added",
        "inclusive_preschool_coverage_rate",
        "key_construction_projects",
        "teacher_recruitment_rounds",
        "teachers_recruited",
    ],
    "health": [
        "medical_alliance_branches",
        "serious_illness_retention_rate",
        "remote_imaging_diagnoses",
        "remote_ecg_diagnoses",
        "myocardial_infarction_referrals",
        "remote_outpatient_consultations",
        "emergency_reach_urban",
        "emergency_reach_rural",
        "emergency_centres",
    ],
    "elderly_care": [
        "street_care_centres",
        "community_care_stations",
        "care_service_reach",
        "senior_meal_price",
    ],
    "employment": [
        "employers_served",
        "job_notices_published",
        "job_fairs",
        "job_vacancies_offered",
        "urban_jobs_created",
        "unemployed_reemployed",
        "disadvantaged_jobseekers_placed",
    ],
}
SINCE_AN_UNSTATED_START = INDICATORS["health"][2:6]


def _rows(table: str) -> list[dict[str, str]]:
    with (bundled_project().data / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _figures() -> Iterator[dict[str, str]]:
    for table in INDICATORS:
        yield from _rows(table)


def test_the_project_is_valid() -> None:
    report = validate_project(bundled_project())
    assert report.flatten(["rowNumber", "fieldName", "type", "message"]) == []
    assert report.valid


@pytest.mark.parametrize("table", INDICATORS)
def test_every_indicator_of_a_set_has_a_figure(table: str) -> None:
    assert [row["indicator"] for row in _rows(table)] == INDICATORS[table]


def test_every_indicator_is_described_once_in_both_languages() -> None:
    described = {row["code"]: row for row in _rows("indicators")}
    assert sorted(described) == sorted(code for codes in INDICATORS.values() for code in codes)
    for row in described.values():
        assert all(row.values())
        assert re.search(r"[\u4e00-\u9fff]", row["title_zh"] + row["definition_zh"])
        assert not re.search(r"[\u4e00-\u9fff]", row["title_en"] + row["definition_en"])


@pytest.mark.parametrize(
    ("indicator", "start", "end"),
    [
        ("teachers_recruited", "2024-01-01", "2024-12-31"),
        ("job_fairs", "2024-01-01", "2024-10-31"),
        ("urban_jobs_created", "2024-01-01", "2024-12-10"),
        ("street_care_centres", "", "2024-12-30"),
        *((indicator, "", "2024-12-30") for indicator in SINCE_AN_UNSTATED_START),
    ],
)
def test_a_period_is_as_the_source_states_it(indicator: str, start: str, end: str) -> None:
    row = next(row for row in _figures() if row["indicator"] == indicator)
    assert (row["period_start"], row["period_end"]) == (start, end)


def test_targets_and_service_radii_are_nominal() -> None:
    nominal = [row["indicator"] for row in _figures() if row["qualifier"] == "nominal"]
    assert nominal == [
        "serious_illness_retention_rate",
        "emergency_reach_urban",
        "emergency_reach_rural",
    ]


def test_what_is_not_known_of_the_source_stays_empty() -> None:
    (source,) = _rows("sources")
    assert [source[name] for name in ("title", "author", "publisher", "url")] == [""] * 4
    assert source["date"] == "2024-12-30"


def test_only_numbers_are_recorded_of_the_source() -> None:
    assert max(len(row["as_stated"]) for row in _figures()) <= 10
    assert set(_rows("exclusions")[0]) == {"source", "char_start", "char_end", "reason"}


def test_notes_are_in_both_languages() -> None:
    for row in _figures():
        assert re.search(r"[a-z]{3}", row["note"])
        assert re.search(r"[\u4e00-\u9fff]", row["note"])


def test_constraints_bind(linhe_schemas: dict[str, Any]) -> None:
    for table, codes in INDICATORS.items():
        fields = {field["name"]: field for field in linhe_schemas[table]["fields"]}
        units = {row["unit_measure"] for row in _rows(table)}
        assert fields["indicator"]["constraints"]["enum"] == codes
        assert set(fields["unit_measure"]["constraints"]["enum"]) == units
        for field in fields.values():
            values = [category["value"] for category in field.get("categories", [])]
            assert values == field["constraints"].get("enum", [])


def test_every_field_has_a_title_and_a_description(linhe_schemas: dict[str, Any]) -> None:
    for schema in linhe_schemas.values():
        for described in (schema, *schema["fields"]):
            assert described["title"]
            assert described["description"]
