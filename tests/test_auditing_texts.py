"""Texts of a folder, of any place, by any number of processes, and what is uncertain in them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import psutil
import pytest
from command_line import run
from test_figures_rules import NEARLY_300

from linhe_opendata.auditing import texts
from linhe_opendata.auditing.texts import find_texts, load_records, see_text, tally_texts
from linhe_opendata.figures.evidence import check_place, sight_quantities
from linhe_opendata.figures.rules import NOWHERE, check_figure, find_place
from linhe_opendata.quantities import parse_quantity

if TYPE_CHECKING:
    from pathlib import Path

    from districts import SmallProject

    from linhe_opendata.figures.model import Figure

UNCERTAIN = "日期5/8，2024，共3人。"


def _money(area: str, unit: str, words: str = "9,000元") -> Figure:
    from dataclasses import replace

    said = parse_quantity(words)
    return replace(
        NEARLY_300,
        as_stated=words,
        obs_value=said.value,
        lower=said.lower,
        upper=said.upper,
        bounds=said.bounds,
        qualifier=said.qualifier,
        unit_measure=unit,
        char_start=2,
        ref_area=area,
    )


@pytest.mark.parametrize(
    ("areas", "place"),
    [
        (["150802"], "CN"),
        (["710000"], "TW"),
        (["810000", "810101"], "HK"),
        (["820000"], "MO"),
        ([""], "CN"),
        ([], "CN"),
        (["150802", "810000"], NOWHERE),
    ],
)
def test_the_place_of_figures_is_that_of_their_areas(areas: list[str], place: str) -> None:
    assert place == find_place([_money(area, "CNY") for area in areas])


@pytest.mark.parametrize(
    ("area", "unit"), [("820000", "MOP"), ("810000", "HKD"), ("150802", "CNY")]
)
def test_a_figure_of_an_area_is_in_its_currency(area: str, unit: str) -> None:
    figure = _money(area, unit)
    assert check_figure(figure, "health", None) == []
    assert list(check_place(figure, "每月9,000元。", find_place([figure]))) == []


def test_the_currency_of_bare_words_is_held_against_the_text() -> None:
    figure = _money("150802", "HKD")
    assert check_figure(figure, "health", None) == []
    notes = [str(finding.said) for finding in check_place(figure, "每月9,000元。")]
    assert notes == ["in this text '9,000元' is in CNY, not HKD"]
    assert list(check_place(figure, "每月9,000元（港币，下同）。")) == []


def test_words_that_name_a_currency_are_in_it() -> None:
    figure = _money("150802", "CNY", "9000港元")
    assert [one.field for one in check_figure(figure, "health", None)] == ["unit_measure"]


def test_the_place_of_a_source_reaches_its_sightings() -> None:
    assert [one.quantity.unit for one in sight_quantities("9,000元", [], [], "MO")] == ["MOP"]


def test_uncertain_numbers_are_kept_apart(small_project: SmallProject) -> None:
    seen = see_text(UNCERTAIN, load_records(small_project.root))
    assert [sighting.quantity.text for sighting in seen.sightings] == ["3人"]
    assert [mention.text for mention in seen.uncertain] == ["5/8", "2024"]


def test_read_shows_uncertain_numbers_apart(small_project: SmallProject, elsewhere: Path) -> None:
    (elsewhere / "a.txt").write_text(UNCERTAIN, encoding="utf-8")
    result = run("read", "a.txt", "--project", small_project.root)
    assert result.exit_code == 0
    before, after = result.stdout.split("Uncertain, a quantity or not")
    assert ("3人" in before, "2024" in before) == (True, False)
    assert ("3人" in after, "2024" in after) == (False, True)
    assert "1 quantity and 2 uncertain." in after


def test_read_takes_the_place_of_a_text(small_project: SmallProject, elsewhere: Path) -> None:
    (elsewhere / "a.txt").write_text("津貼9,000元。", encoding="utf-8")
    here = run("read", "a.txt", "--project", small_project.root)
    there = run("read", "a.txt", "--project", small_project.root, "--place", "MO")
    assert ("CNY" in here.stdout, "MOP" in there.stdout) == (True, True)


def test_read_refuses_a_place_that_is_none(small_project: SmallProject, elsewhere: Path) -> None:
    (elsewhere / "a.txt").write_text("3元", encoding="utf-8")
    assert run("read", "a.txt", "--project", small_project.root, "--place", "xx").exit_code == 3


@pytest.fixture
def folder(tmp_path: Path, small_project: SmallProject) -> Path:
    """Two texts, one of them a source, one in a folder of its own, and a file that is no text."""
    there = tmp_path / "texts"
    (there / "b").mkdir(parents=True)
    (there / "a.txt").write_text(UNCERTAIN, encoding="utf-8")
    (there / "b" / "c.txt").write_bytes(small_project.text.read_bytes())
    (there / "note.md").write_text("300人", encoding="utf-8")
    return there


def test_read_counts_what_stands_in_each_text_of_a_folder(
    folder: Path, small_project: SmallProject
) -> None:
    result = run("read", folder, "--project", small_project.root)
    assert result.exit_code == 0
    assert "b/c.txt" in result.stdout
    assert "note.md" not in result.stdout
    total = "2 texts, 4 quantities and 2 uncertain, 1 recorded source: 3 recorded, 0 excluded, 0"
    assert total in result.stdout


def test_read_reads_the_rest_of_a_folder_when_one_text_cannot_be_read(
    folder: Path, small_project: SmallProject
) -> None:
    (folder / "b.txt").write_bytes(b"\xff\xfe\x00")
    result = run("read", folder, "--project", small_project.root)
    assert result.exit_code == 3
    assert "3 texts, 4 quantities" in result.stdout
    assert "b.txt" in result.stderr


def test_read_of_a_folder_without_texts_is_no_success(
    tmp_path: Path, small_project: SmallProject
) -> None:
    (tmp_path / "empty").mkdir()
    result = run("read", tmp_path / "empty", "--project", small_project.root)
    assert result.exit_code == 2
    assert "no file in it ends in .txt" in result.stderr


def test_a_folder_says_the_same_by_one_process_and_by_two(
    folder: Path, small_project: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "_BYTES_PER_PROCESS", 1)
    records, paths = load_records(small_project.root), find_texts(folder)
    done: list[tuple[str, int, int]] = []
    one = list(tally_texts(paths, records))
    two = list(tally_texts(paths, records, jobs=2, progress=lambda *said: done.append(said)))
    assert one == two
    assert [("*.txt", done[-1][2], done[-1][2])] == done[-1:]
    assert Counter({"recorded": 3}) == two[1].statuses


READS = """
import os
import sys
from pathlib import Path
from linhe_opendata.auditing import texts
if __name__ == "__main__":
    texts._BYTES_PER_PROCESS = 1
    project, folder = map(Path, sys.argv[1:3])
    tallies = texts.tally_texts(texts.find_texts(folder), texts.load_records(project), jobs=2)
    next(tallies)
    forks = len(sys.argv) > 3
    if (other := os.fork() if forks else 0) or not forks:
        print(other, flush=True)
    sys.stdin.read()
    os._exit(0)
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows ends processes in another way")
@pytest.mark.parametrize("more", [(), ("fork",)], ids=["alone", "beside another child"])
def test_processes_that_wait_for_texts_end_with_the_one_that_was_killed(
    folder: Path, small_project: SmallProject, tmp_path: Path, more: tuple[str, ...]
) -> None:
    (tmp_path / "reads.py").write_text(READS)
    given = str(tmp_path / "reads.py"), str(small_project.root), str(folder)
    asked = [sys.executable, *given, *more]
    with subprocess.Popen(asked, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        every = psutil.Process(process.pid).children(recursive=True)
        others = [one for one in every if "spawn_main" in " ".join(one.cmdline())]
        process.kill()
        _, alive = psutil.wait_procs(others, timeout=60)
        for one in alive:
            one.kill()
    assert (len(others), alive) == (2, [])
    assert bool(child) == bool(more)
