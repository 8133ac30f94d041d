"""A project begins whole or not at all, over nothing, and is valid and publishable at once."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import run
from new_districts import DISTRICTS, options_of

from linhe_opendata.auditing.audit import validate_project
from linhe_opendata.contribute.kit.drafting import default_name
from linhe_opendata.contribute.kit.library import choose_sets, indicators_of, read_sets
from linhe_opendata.contribute.refreshing import refresh_schemas
from linhe_opendata.project.curated import read_curated
from linhe_opendata.project.folder import Project
from linhe_opendata.publishing.publish import publish
from linhe_opendata.reports.scope import take_scopes
from linhe_opendata.store.locks import try_lock
from linhe_opendata.verifying.verify import verify

KILLER = Path(__file__).with_name("killed_beginner.py")


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("district", DISTRICTS)
def test_a_project_begins_valid_and_its_first_release_is_sound(
    elsewhere: Path, district: str
) -> None:
    done = run("init", district, *options_of(district))
    assert (done.exit_code, done.stderr) == (0, "")
    root = elsewhere / district
    report = validate_project(root)
    assert report.flatten(["type", "note"]) == []
    (scope,) = take_scopes(report)
    sets = [each.name for each in choose_sets(_sets(district))]
    assert scope.unchecked["empty"] == len(sets) + 2
    assert refresh_schemas(Project(root)) == []
    publication = publish(root, elsewhere / "public")
    assert str(publication.version) == "1.0.0"
    assert verify(elsewhere / "public").discrepancies == ()


@pytest.mark.parametrize("district", DISTRICTS)
def test_what_was_given_stands_in_the_project(elsewhere: Path, district: str) -> None:
    given = DISTRICTS[district]
    run("init", district, *options_of(district))
    curated = read_curated(Project(elsewhere / district))
    head = curated.head
    assert head["name"] == given.get("name", district)
    assert head["contributors"][0]["title"] == given["publisher"]
    licence = head["licenses"][0]
    assert licence["name"] == given["licence"]
    assert licence["path"].startswith("https://")
    assert given.get("title", "livelihood figures") in head["title"]
    assert given.get("title-zh", "民生数字") in head["title"]
    sets = choose_sets(_sets(district))
    assert [each["name"] for each in head["resources"]] == [
        *(each.name for each in sets),
        *("indicators", "areas", "sources", "exclusions"),
    ]
    with curated.table("indicators").path.open(encoding="utf-8", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file)]
    assert codes == [each.code for each in indicators_of(sets)]


def test_the_areas_above_are_filled_in(elsewhere: Path) -> None:
    run("init", "yanchi", *options_of("yanchi"))
    assert (elsewhere / "yanchi/datapackage/data/areas.csv").read_text("utf-8") == (
        "code,name_en,name_zh,parent\n"
        "640000,Ningxia Hui Autonomous Region,宁夏回族自治区,\n"
        "640300,Wuzhong City,吴忠市,640000\n"
        "640323,Yanchi County,盐池县,640300\n"
    )


def test_a_project_has_a_readme_in_both_languages_a_workflow_and_what_git_ignores(
    elsewhere: Path,
) -> None:
    run("init", "yunyang", *options_of("yunyang"))
    files = _files(elsewhere / "yunyang")
    readme = files["README.md"].decode()
    for words in ("linhe validate", "linhe publish", "# Yunyang in numbers 数说云阳", "许可证"):
        assert words in readme
    assert "$" not in readme
    assert "linhe validate --format github" in files[".github/workflows/validate.yml"].decode()
    assert "/public/" in files[".gitignore"].decode()


def test_nothing_of_linhe_is_in_another_district_s_project(elsewhere: Path) -> None:
    run("init", "yanchi", *options_of("yanchi"))
    for path, data in _files(elsewhere / "yanchi").items():
        words = data.decode().replace("linhe_opendata", "").replace("linhe validate", "")
        words = words.replace("linhe publish", "").replace("linhe schemas", "")
        assert "linhe" not in words.lower(), path
        assert "临河" not in words, path


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ({"area": None, "licence": None}, "--area, --licence"),
        ({"sets": None, "publisher": None}, "--sets, --publisher"),
        ({"area": "朝阳区"}, "110105 北京市朝阳区; 220104 吉林省长春市朝阳区"),
        ({"area": "atlantis"}, "No area is called 'atlantis'"),
        ({"sets": "education,helth"}, "Did you mean health"),
        ({"sets": ","}, "--sets"),
        ({"licence": "CC-BY"}, "'CC-BY' is no licence"),
        ({"licence": "cc-by-4.0"}, "is written 'CC-BY-4.0'"),
        ({"name": "Yanchi County"}, "cannot be the name of a package"),
        ({"name": "../up"}, "cannot be the name of a package"),
        ({"publisher": " "}, "nobody is named who publishes"),
    ],
)
def test_what_cannot_be_begun_is_one_error_and_leaves_nothing(
    elsewhere: Path, others: dict[str, str | None], said: str
) -> None:
    done = run("init", "yanchi", *options_of("yanchi", **others))
    assert done.exit_code == 3
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert [*elsewhere.iterdir()] == []


def test_a_folder_whose_name_no_package_can_have_asks_for_one(elsewhere: Path) -> None:
    done = run("init", "盐池", *options_of("yanchi"))
    assert done.exit_code == 3
    assert "--name" in done.stderr
    assert [*elsewhere.iterdir()] == []


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("yanchi", "yanchi"),
        ("Yanchi County", "yanchi-county"),
        ("盐池", ""),
        ("2024", ""),
        ("", ""),
    ],
)
def test_the_name_of_a_package_is_that_of_its_folder_where_it_can_be(
    folder: str, name: str
) -> None:
    assert default_name(folder) == name


def test_a_folder_that_holds_other_files_keeps_them(elsewhere: Path) -> None:
    folder = elsewhere / "yanchi"
    (folder / ".github").mkdir(parents=True)
    (folder / "text.txt").write_text("今年", encoding="utf-8")
    done = run("init", folder, *options_of("yanchi"))
    assert done.exit_code == 0
    assert (folder / "text.txt").read_text("utf-8") == "今年"
    assert validate_project(folder).valid
    assert [path.name for path in elsewhere.iterdir()] == ["yanchi"]


@pytest.mark.parametrize("english", [None, " "])
def test_an_area_whose_english_name_nobody_gives_is_called_as_in_chinese_and_that_is_said(
    elsewhere: Path, english: str | None
) -> None:
    done = run("init", "yanchi", *options_of("yanchi", **{"area-en": english}))
    assert done.exit_code == 0
    assert "The English name of 盐池县 is not known" in done.stdout
    rows = (elsewhere / "yanchi/datapackage/data/areas.csv").read_text("utf-8")
    assert "640323,盐池县,盐池县,640300" in rows
    assert validate_project(elsewhere / "yanchi").valid


@pytest.mark.parametrize(
    "taken", ["README.md", ".gitignore", "schemas/areas.json", "datapackage/datapackage.json"]
)
def test_no_file_is_overwritten(elsewhere: Path, taken: str) -> None:
    folder = elsewhere / "yanchi"
    (folder / taken).parent.mkdir(parents=True)
    (folder / taken).write_text("mine", encoding="utf-8")
    done = run("init", folder, *options_of("yanchi"))
    assert done.exit_code == 3
    assert taken in done.stderr
    assert _files(folder) == {taken: b"mine"}


def test_a_second_beginning_is_refused_and_changes_nothing(elsewhere: Path) -> None:
    run("init", "yanchi", *options_of("yanchi"))
    before = _files(elsewhere)
    done = run("init", "yanchi", *options_of("yanchi", publisher="Another"))
    assert done.exit_code == 3
    assert "datapackage/datapackage.json" in done.stderr
    assert _files(elsewhere) == before


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("file", "no folder"),
        ("file/in", "file is no folder"),
        ("/proc/yanchi", "cannot be written"),
    ],
)
def test_a_place_that_cannot_hold_a_project_is_refused(
    elsewhere: Path, folder: str, said: str
) -> None:
    (elsewhere / "file").write_text("mine", encoding="utf-8")
    done = run("init", folder, *options_of("yanchi"))
    assert done.exit_code == 3
    assert said in done.stderr
    assert _files(elsewhere) == {"file": b"mine"}


def test_two_do_not_begin_in_one_folder_at_once(elsewhere: Path) -> None:
    folder = elsewhere / "yanchi"
    folder.mkdir()
    with (folder / ".linhe-init.lock").open("w", encoding="utf-8") as file:
        assert try_lock(file.fileno())
        done = run("init", folder, *options_of("yanchi"))
    assert done.exit_code == 3
    assert "Somebody else is beginning a project" in done.stderr
    assert [*_files(folder)] == [".linhe-init.lock"]
    assert run("init", folder, *options_of("yanchi")).exit_code == 0  # its holder is gone
    assert not (folder / ".linhe-init.lock").exists()


def test_what_was_made_is_taken_back_where_a_part_has_no_place(elsewhere: Path) -> None:
    folder = elsewhere / "yanchi"
    folder.mkdir()
    (folder / ".github").write_text("mine", encoding="utf-8")
    done = run("init", folder, *options_of("yanchi"))
    assert done.exit_code == 3
    assert _files(elsewhere) == {"yanchi/.github": b"mine"}
    assert [path.name for path in folder.iterdir()] == [".github"]


@pytest.mark.parametrize("is_there", [False, True], ids=["a new folder", "a folder that is there"])
def test_a_killed_beginning_leaves_no_half_project_and_can_be_done_again(
    tmp_path: Path, *, is_there: bool
) -> None:
    command = [sys.executable, str(KILLER), str(tmp_path), str(int(is_there))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len([each for each in told if each["killed"]]) >= 15
    for each in told:
        assert not each["is_project"] or each["is_whole"], each
        assert each["again"] == "whole", each
    assert [each for each in told if not each["killed"]][-1:] == told[-1:]


def _sets(district: str) -> list[str]:
    given = DISTRICTS[district]["sets"]
    return [*read_sets()] if given == "all" else given.split(",")
