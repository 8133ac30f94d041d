"""What open data must say of itself: a name, a licence, a publisher, the day of the edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from command_line import run
from districts import HEAD

from linhe_opendata.auditing.openness import judge_openness
from linhe_opendata.project.curated import read_head
from linhe_opendata.project.folder import bundled_project

if TYPE_CHECKING:
    from pathlib import Path

    from districts import SmallProject

Json = dict[str, Any]
EXAMPLE = read_head(bundled_project())
SAID_NOT = object()


def _found(**changes: object) -> list[tuple[str, str]]:
    head = {key: value for key, value in {**HEAD, **changes}.items() if value is not SAID_NOT}
    return [(misfit.rule, misfit.pointer) for misfit in judge_openness(head, EXAMPLE)]


def test_the_heads_that_are_shown_are_open() -> None:
    assert _found() == []
    assert [*judge_openness(EXAMPLE, EXAMPLE)] == []


FAULTS: dict[str, tuple[Json, tuple[str, str], str]] = {
    "no licence": ({"licenses": SAID_NOT}, ("open-licence", "/licenses"), "CC-BY-4.0"),
    "an empty list of licences": ({"licenses": []}, ("open-licence", "/licenses"), "CC-BY-4.0"),
    "a licence that nobody knows": (
        {"licenses": [{"name": "CC0-1.0"}, {"name": "free"}]},
        ("open-licence", "/licenses/1/name"),
        "'free' is no licence of the SPDX License List or the Open Definition",
    ),
    "a licence written otherwise": (
        {"licenses": [{"name": "cc-by-4.0"}]},
        ("open-licence", "/licenses/0/name"),
        "the licence 'cc-by-4.0' is written 'CC-BY-4.0'",
    ),
    "two licences in one": (
        {"licenses": [{"name": "CC0-1.0 AND MIT"}]},
        ("open-licence", "/licenses/0/name"),
        "one for each licence",
    ),
    "no licence specified": (
        {"licenses": [{"name": "notspecified"}]},
        ("open-licence", "/licenses/0/name"),
        "is no licence",
    ),
    "a licence of one's own without an address": (
        {"licenses": [{"name": "LicenseRef-ours", "path": ""}]},
        ("open-licence", "/licenses/0/name"),
        'the address of its text as "path"',
    ),
    "nobody": ({"contributors": SAID_NOT}, ("open-publisher", "/contributors"), "who publishes"),
    "a curator only": (
        {"contributors": [{"title": "A", "roles": ["curator"]}]},
        ("open-publisher", "/contributors"),
        '"roles": ["publisher"]',
    ),
    "a publisher without a name": (
        {"contributors": [{"roles": ["publisher"]}]},
        ("open-publisher", "/contributors"),
        "nobody is named",
    ),
    "no day": ({"created": SAID_NOT}, ("open-created", "/created"), "is not stated"),
    "a day without an hour": ({"created": "2026-01-31"}, ("open-created", "/created"), "RFC 3339"),
    "a day that is none": (
        {"created": "2026-02-30T00:00:00Z"},
        ("open-created", "/created"),
        "is no date and time",
    ),
    "the example's day": (
        {"created": EXAMPLE["created"]},
        ("open-created", "/created"),
        "is that of 'linhe', the example that ships with the library",
    ),
    "the example's day, written otherwise": (
        {"created": EXAMPLE["created"].replace("Z", "+00:00")},
        ("open-created", "/created"),
        "is that of 'linhe'",
    ),
    **{
        f"the name {name!r}": ({"name": name}, ("open-name", "/name"), "lower-case letters")
        for name in ("Wuyuan", "五原", "wu yuan", "wu/yuan", ".wu", "-wu", "wu.", "con", "", "..")
    },
    **{
        f"the name {name!r}": ({"name": name}, ("open-name", "/name"), "of its own by that name")
        for name in ("packages.json", "site", "assets", "compare", "index.html", "catalogue.ttl")
    },
    **{
        f"a table's name {name!r}": (
            {"resources": [{"name": "parks"}, {"name": name}]},
            ("open-name", "/resources/1/name"),
            "cannot be the name of a table",
        )
        for name in ("公园", "a/b", "nul")
    },
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_keeps_data_from_being_open_is_found_and_named(name: str) -> None:
    changes, (rule, pointer), says = FAULTS[name]
    head = {key: value for key, value in {**HEAD, **changes}.items() if value is not SAID_NOT}
    (misfit,) = judge_openness(head, EXAMPLE)
    assert (misfit.rule, misfit.pointer, misfit.table) == (rule, pointer, None)
    assert says in str(misfit.said)


@pytest.mark.parametrize(
    "changes",
    [
        {"licenses": [{"name": "CC-BY-4.0"}, {"name": "ODbL-1.0"}, {"name": "ODC-PDDL-1.0"}]},
        {"licenses": [{"path": "https://example.org/terms"}]},
        {"licenses": [{"name": "ours", "path": "https://example.org/terms"}]},
        {"contributors": [{"title": "A"}, {"organization": "B", "roles": ["x", "publisher"]}]},
        {"contributors": [{"title": "A", "role": "publisher"}]},
        {"created": "2026-11-24T08:30:00+08:00"},
        {"created": "2026-11-24T00:00:00.5Z"},
        {"name": "wu_yuan-2.0"},
    ],
    ids=str,
)
def test_what_is_open_is_left_alone(changes: Json) -> None:
    assert _found(**changes) == []


def test_the_example_may_state_its_own_day() -> None:
    assert _found(name="linhe", created=EXAMPLE["created"]) == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": "Wu Yuan"}, "open-name: /name: 'Wu Yuan' cannot be the name of a package"),
        ({"licenses": []}, "open-licence: /licenses: there is no licence"),
        ({"contributors": []}, "open-publisher: /contributors: nobody is named"),
        ({"created": EXAMPLE["created"]}, "open-created: /created: "),
    ],
    ids=["name", "licence", "publisher", "created"],
)
def test_the_file_is_named_by_validate_and_nothing_is_built_or_published(
    changes: Json, says: str, small_project: SmallProject, elsewhere: Path
) -> None:
    small_project.write_json("datapackage/datapackage.json", {**HEAD, **changes})
    project = ("--project", small_project.root)
    result = run("validate", *project)
    assert result.exit_code == 1
    assert says in result.stdout
    assert "wuyuan/datapackage/datapackage.json\n" in result.stdout
    for command in ("build", "publish"):
        refused = run(command, *project)
        assert refused.exit_code == 3
        assert says in refused.stderr
    assert list(elsewhere.iterdir()) == []


@pytest.mark.usefixtures("elsewhere")
def test_an_edition_that_states_the_day_of_the_last_one_is_told(
    small_project: SmallProject,
) -> None:
    project = ("--project", small_project.root)
    said = "Note: created is 2026-01-01T00:00:00Z, as in 1.0.0"
    assert said not in run("publish", *project).stdout
    assert said not in run("publish", *project).stdout
    small_project.change_cell("parks", 0, "period_start", "2025-01-01")
    assert said in run("publish", *project).stdout
    small_project.change_cell("parks", 0, "period_start", "2025-02-01")
    head = {**HEAD, "created": "2026-02-01T00:00:00Z"}
    small_project.write_json("datapackage/datapackage.json", head)
    assert "Note: created" not in run("publish", *project).stdout
