"""What a release tells of itself, and which number it bears."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from test_ledger_documents import RECORD
from test_publishing_said import said

from linhe_opendata.comparing import Change, Diff
from linhe_opendata.comparing.kinds import ChangeKind
from linhe_opendata.errors import VersionConflictError
from linhe_opendata.messages import message
from linhe_opendata.packing.packages import Built
from linhe_opendata.publishing.changelog import FigureCounts, changes_markdown
from linhe_opendata.publishing.numbering import choose_version
from linhe_opendata.versions import Version
from linhe_opendata.visible import in_code

BUILT = Built(None, "p", "1.1.0", "c" * 64, (), ())  # type: ignore[arg-type] # nobody looks into it
TABLES = "\n## Tables 表\n\n| Table 表 | Rows 行数 |\n|---|---:|\n"
BEFORE = (
    "What changed before that, the `CHANGES.md` of 1.0.0 tells.\n\n"
    "更早的变更，见 1.0.0 的 `CHANGES.md`。\n"
)
ALIKE = (
    "The tables say the same as in 1.0.0; how they are written differs.\n\n"
    "各表内容与 1.0.0 相同，仅写法不同。\n"
)
FEWER = "**Fewer figures: 3, where 1.0.0 had 4.**\n\n**数字减少：现有 3 个，1.0.0 有 4 个。**\n\n"
FIRST_OF_ALL = "This is the first release.\n\n这是首次发布。\n"


@pytest.mark.parametrize(
    ("previous", "changes", "figures", "words"),
    [
        (None, None, None, FIRST_OF_ALL),
        ("1.0.0", None, None, FIRST_OF_ALL),
        (None, Diff(()), None, FIRST_OF_ALL),
        ("1.0.0", Diff(()), None, f"{ALIKE}\n{BEFORE}"),
        ("1.0.0", Diff(()), FigureCounts(4, 4), f"{ALIKE}\n{BEFORE}"),
        ("1.0.0", Diff(()), FigureCounts(3, 4), f"{ALIKE}\n{BEFORE}"),
        ("1.0.0", Diff(()), FigureCounts(4, 3), f"{FEWER}{ALIKE}\n{BEFORE}"),
    ],
)
def test_a_release_tells_what_changed_in_both_languages(
    previous: str | None, changes: Diff | None, figures: FigureCounts | None, words: str
) -> None:
    text = changes_markdown(BUILT, previous, changes, figures)
    assert text == f"# p 1.1.0\n\n{words}{TABLES}"


def test_changes_are_told_under_a_heading_of_each_language() -> None:
    changes = Diff((Change(ChangeKind.FIELD_ADDED, "t", "a"),))
    text = changes_markdown(BUILT, "1.0.0", changes)
    english, chinese = text.index("## Since 1.0.0\n\n"), text.index("## 自 1.0.0 以来\n\n")
    assert 0 < english < chinese < text.index(BEFORE) < text.index(TABLES)


@pytest.mark.parametrize(
    ("name", "written"),
    [("t_1.a-b", "`t_1.a-b`"), ("a|b", "in_code"), ("旗", "in_code"), ("", "in_code")],
)
def test_a_table_is_named_so_that_it_breaks_no_table(name: str, written: str) -> None:
    table = replace(RECORD.tables[0], name=name, rows=7)
    text = changes_markdown(replace(BUILT, tables=(table, table)), None, None)
    row = f"| {written if written != 'in_code' else in_code(name)} | 7 |\n"
    assert text.endswith(TABLES + row * 2)


ADDED = Change(ChangeKind.FIELD_ADDED, "t", "a")
"""Which asks for a MINOR."""


@pytest.mark.parametrize(
    ("asked", "existing", "changes", "number"),
    [
        (None, [], None, "1.0.0"),
        ("0.3.0", [], None, "0.3.0"),
        (None, [], Diff(()), "1.0.0"),
        ("3.0.0", ["1.0.0"], None, "3.0.0"),
        (None, ["1.2.3", "1.0.0"], Diff(()), "1.2.4"),
        ("1.2.4", ["1.2.3"], Diff(()), "1.2.4"),
        ("2.0.0", ["1.2.3"], Diff(()), "2.0.0"),
        (None, ["1.2.3"], Diff((ADDED,)), "1.3.0"),
        ("1.3.0", ["1.2.3"], Diff((ADDED,)), "1.3.0"),
        ("1.10.0", ["1.2.3"], Diff((ADDED,)), "1.10.0"),
    ],
)
def test_a_number_is_the_lowest_that_changes_allow_or_a_higher_one(
    asked: str | None, existing: list[str], changes: Diff | None, number: str
) -> None:
    assert choose_version(asked, existing, changes) == number


def test_a_number_that_exists_is_refused_with_the_newest() -> None:
    with pytest.raises(VersionConflictError) as refused:
        choose_version("1.0.0", ["1.2.3", "1.0.0"], Diff(()))
    assert said(refused) == ("version-exists", {"version": "1.0.0", "newest": "1.2.3"})


@pytest.mark.parametrize(
    ("fields", "deciding"),
    [
        ([], ()),
        (["a"], ("deciding-changes", ["a"])),
        (["a", "a", "b", "c"], ("deciding-changes", ["a", "b", "c"])),
        (["a", "b", "c", "d"], ("deciding-changes-and-more", ["a", "b", "c"])),
    ],
)
def test_a_number_too_low_is_refused_with_what_decides(fields: list[str], deciding: Any) -> None:  # noqa: ANN401 -- a message, or none
    patch = Change(ChangeKind.VALUES_CORRECTED, "t", "x")
    minor = [Change(ChangeKind.FIELD_ADDED, "t", name) for name in fields]
    with pytest.raises(VersionConflictError) as refused:
        choose_version("1.2.3", ["1.2.4", "1.0.0"], Diff((patch, *minor)))
    code, parameters = said(refused)
    named = {"version": "1.2.3", "newest": "1.2.4", "lowest": Version(1, 3, 0)}
    if not fields:
        deciding, named["lowest"] = ("deciding-changes", ["x"]), Version(1, 2, 5)
    bump = message("bump-minor" if fields else "bump-patch")
    kind = "field-added" if fields else "values-corrected"
    of = message(deciding[0], changes=tuple(f"{kind} t.{name}" for name in deciding[1]))
    assert (code, parameters) == ("version-too-low", {**named, "bump": bump, "deciding": of})


def test_where_no_change_is_named_none_decides() -> None:
    with pytest.raises(VersionConflictError) as refused:
        choose_version("1.2.3", ["1.2.4"], Diff(()))
    assert said(refused)[1]["deciding"] == ""
    whole = Diff((Change(ChangeKind.PACKAGE_RENAMED),))
    with pytest.raises(VersionConflictError) as refused:
        choose_version("1.2.3", ["1.2.4"], whole)
    assert said(refused)[1]["deciding"] == message("deciding-changes", changes=("package-renamed",))
