"""Rules of the number that a release bears, and of what its CHANGES.md tells."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from projects import change

from linhe_opendata.errors import IntegrityError, StoreError, VersionConflictError
from linhe_opendata.ledger.documents import CorrectedTable
from linhe_opendata.publishing.numbering import choose_version
from linhe_opendata.publishing.publish import publish_unchecked as release

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linhe_opendata.project.folder import Project


def correct_a_value(project: Project) -> None:
    change(project, "education", "1709", "1710")


def add_a_row(project: Project) -> None:
    path = project.data / "areas.csv"
    path.write_bytes(path.read_bytes() + b"150899,New,\xe6\x96\xb0,150800\n")


def drop_a_row(project: Project) -> None:
    path = project.data / "exclusions.csv"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def retitle(project: Project) -> None:
    head = json.loads(project.head.read_bytes())
    project.head.write_text(json.dumps(head | {"title": "Other"}), encoding="utf-8")


def drop_a_field(project: Project) -> None:
    path = project.schemas / "sources.json"
    schema = json.loads(path.read_bytes())
    schema["fields"] = [field for field in schema["fields"] if field["name"] != "url"]
    path.write_text(json.dumps(schema), encoding="utf-8")
    data = project.data / "sources.csv"
    data.write_text(data.read_text(encoding="utf-8").replace(",url", "").replace(",,,,,", ",,,,"))


CHANGES: list[tuple[Callable[[Project], None], str]] = [
    (correct_a_value, "1.0.1"),
    (retitle, "1.0.1"),
    (add_a_row, "1.1.0"),
    (drop_a_row, "2.0.0"),
    (drop_a_field, "2.0.0"),
]


@pytest.mark.parametrize(("make_change", "version"), CHANGES)
def test_the_number_follows_from_the_changes(
    make_change: Callable[[Project], None], version: str, project: Project, store: Path
) -> None:
    release(project, store)
    make_change(project)
    assert release(project, store).version == version


def test_a_higher_number_may_be_asked_for(project: Project, store: Path) -> None:
    release(project, store)
    correct_a_value(project)
    assert release(project, store, "3.0.0").version == "3.0.0"


def test_a_number_too_low_for_the_changes_is_refused(project: Project, store: Path) -> None:
    release(project, store)
    drop_a_row(project)
    with pytest.raises(VersionConflictError) as refused:
        release(project, store, "1.1.0")
    assert str(refused.value) == (
        "Version 1.1.0 is too low: since 1.0.0 there are major changes "
        "(rows-removed exclusions). Give 2.0.0 or higher, or no number at all."
    )


def test_a_number_below_the_newest_is_refused(project: Project, store: Path) -> None:
    release(project, store, "2.0.0")
    correct_a_value(project)
    with pytest.raises(VersionConflictError, match=r"1\.9\.0 is too low: since 2\.0\.0 there are"):
        release(project, store, "1.9.0")


def test_the_first_release_says_so(project: Project, store: Path) -> None:
    release(project, store)
    text = (store / "linhe/1.0.0/CHANGES.md").read_text(encoding="utf-8")
    assert text.startswith("# linhe 1.0.0\n\nThis is the first release.\n\n这是首次发布。\n")
    assert "| `education` | 6 |\n" in text


def test_a_later_release_tells_what_changed_in_both_languages(
    project: Project, store: Path
) -> None:
    release(project, store)
    correct_a_value(project)
    release(project, store)
    text = (store / "linhe/1.0.1/CHANGES.md").read_text(encoding="utf-8")
    for told in ("## Since 1.0.0", "## 自 1.0.0 以来", "1709", "1710", "数值更正"):
        assert told in text


def test_a_changed_predecessor_is_not_built_upon(project: Project, store: Path) -> None:
    release(project, store)
    path = store / "linhe/1.0.0/parquet/data/areas.parquet"
    path.write_bytes(path.read_bytes().replace(b"PAR1", b"PAR2"))
    correct_a_value(project)
    with pytest.raises(IntegrityError, match=r"1\.0\.0/parquet/data/areas\.parquet has changed"):
        release(project, store)
    path.unlink()
    with pytest.raises(StoreError, match=r"There is no .*/parquet/data/areas\.parquet in"):
        release(project, store)


def test_the_first_number_may_be_asked_for() -> None:
    assert choose_version("4.5.6", [], None) == "4.5.6"


def test_a_release_tells_its_own_changes_and_names_who_tells_of_those_before(
    project: Project, store: Path
) -> None:
    release(project, store)
    for number in (1, 2):
        change(project, "education", f"{1708 + number}," * 3, f"{1709 + number}," * 3)
        release(project, store)
    text = (store / "linhe" / "1.0.2" / "CHANGES.md").read_text("utf-8")
    assert text.startswith("# linhe 1.0.2\n\n## Since 1.0.1\n")
    assert "the `CHANGES.md` of 1.0.1 tells" in text
    assert "见 1.0.1 的 `CHANGES.md`" in text
    assert "1.0.0" not in text
    assert "1711" in text
    assert "1709" not in text
    assert not (store / "linhe" / "1.0.2" / "CHANGELOG.md").exists()


def test_the_record_marks_corrected_values(project: Project, store: Path) -> None:
    assert release(project, store).record.corrected == ()
    change(project, "education", "1709,1709,1709", "1710,1710,1710")
    assert release(project, store).record.corrected == (
        CorrectedTable("education", 1, {"obs_value": 1, "lower": 1, "upper": 1}),
    )
