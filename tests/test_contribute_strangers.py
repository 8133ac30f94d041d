"""What a stranger's project meets: two curators, hand-edited files, folders that cannot be used."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from command_line import run
from districts import make_small_project
from new_districts import options_of

from linhe_opendata.auditing.derivation import find_stale_schemas, read_indicators
from linhe_opendata.contribute.deciding import exclusion_entry, figure_entry
from linhe_opendata.contribute.opening import open_text
from linhe_opendata.contribute.recording import NewRow, record_entries
from linhe_opendata.contribute.sourcing import Described, source_row
from linhe_opendata.contribute.workbench import open_workbench
from linhe_opendata.contribute.writing import write_beside, write_whole
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.project.curated import read_curated
from linhe_opendata.project.folder import Project

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.contribute.opening import OpenedText

TEXT = "2025年末，全县户籍总人口16.2万人，全年出生人口1203人。\n"
SAID = Described("text", date="2025-12-31")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new project that the tests of this module copy."""
    root = tmp_path_factory.mktemp("begun") / "yanchi"
    assert run("init", root, *options_of("yanchi", sets="population")).exit_code == 0
    return root


@pytest.fixture
def yanchi(begun: Path, tmp_path: Path) -> Project:
    from shutil import copytree

    return Project(copytree(begun, tmp_path / "yanchi"))


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    return path


def _source(opened: OpenedText) -> NewRow:
    return NewRow("sources", source_row(opened.text, SAID))


def _excluded(opened: OpenedText, number: int) -> NewRow:
    return exclusion_entry(opened.candidates[number], opened.setting, opened.bench, "out_of_scope")


def test_two_who_work_on_one_text_both_record_what_they_decide(yanchi: Project, text: Path) -> None:
    one, other = (open_text(yanchi, text, SAID) for _ in range(2))
    record_entries(one.bench, [_source(one), _excluded(one, 0)])
    record_entries(other.bench, [_source(other), _excluded(other, 2)])
    now = open_workbench(yanchi).records
    assert [each.says.id for each in now.sources] == ["text"]
    assert len(now.exclusions) == 2


def test_a_number_that_somebody_else_recorded_meanwhile_is_not_recorded_twice(
    yanchi: Project, text: Path
) -> None:
    one, other = (open_text(yanchi, text, SAID) for _ in range(2))
    record_entries(one.bench, [_source(one), _excluded(one, 1)])
    choice = other.bench.choice("registered_population")
    assert choice is not None
    figure = figure_entry(other.candidates[1], other.setting, choice, {})
    with pytest.raises(InvalidMetadataError, match="somebody else"):
        record_entries(other.bench, [_source(other), figure])
    assert [*open_workbench(yanchi).records.figures] == []


def test_an_indicator_is_suggested_and_found_by_its_other_names(
    yanchi: Project, text: Path
) -> None:
    choice = open_workbench(yanchi).choice("registered_population")
    assert choice is not None
    assert "户籍总人口" in choice.aliases
    assert open_text(yanchi, text, SAID).candidates[1].code == "registered_population"


def test_a_set_stays_one_while_its_schema_lacks_a_column(yanchi: Project) -> None:
    path = yanchi.schemas / "population.json"
    schema = json.loads(path.read_text("utf-8"))
    kept = [field for field in schema["fields"] if field["name"] != "qualifier"]
    path.write_text(json.dumps({**schema, "fields": kept}), encoding="utf-8")
    curated = read_curated(yanchi)
    assert find_stale_schemas(curated, read_indicators(curated)) == []


@pytest.mark.parametrize("words", ["", "\n \r\n", "\ufeff"])
@pytest.mark.parametrize("command", [("add", "--ask"), ("read", "--format", "csv")])
def test_a_file_without_text_is_refused(
    yanchi: Project, tmp_path: Path, words: str, command: tuple[str, ...]
) -> None:
    text = tmp_path / "没有 文字.txt"
    text.write_text(words, encoding="utf-8", newline="")
    done = run(command[0], text, *command[1:], "--project", yanchi.root)
    assert done.exit_code == 3
    assert "没有 文字.txt: holds no text" in done.stderr


def test_a_changed_text_under_its_old_id_is_told_so(yanchi: Project, text: Path) -> None:
    opened = open_text(yanchi, text, SAID)
    record_entries(opened.bench, [_source(opened)])
    text.write_text(TEXT.replace("1203", "1204"), encoding="utf-8", newline="\n")
    with pytest.raises(InvalidMetadataError, match="of this one before it was changed"):
        open_text(yanchi, text, SAID)


def test_what_cannot_be_written_is_named_as_the_person_named_it(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for place in (tmp_path / "folder", tmp_path / "none" / "out.csv"):
        with pytest.raises(OSError, match=str(place)) as refusal:
            write_whole(place, b"x")
        assert refusal.value.filename == str(place)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_file_that_is_replaced_keeps_its_rights(tmp_path: Path) -> None:
    path = make_small_project(tmp_path).root / "schemas" / "parks.json"
    path.chmod(0o666)  # which no usual mask grants to a new file
    beside = write_beside(path, b"{}")
    assert beside.stat().st_mode & 0o777 == 0o666
