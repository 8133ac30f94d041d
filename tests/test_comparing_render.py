"""Changes as text and Markdown, in English and Chinese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linhe_opendata.comparing import Package, compare_packages, render_markdown, render_text
from linhe_opendata.errors import UnknownNameError
from linhe_opendata.figures.roles import ROLES
from linhe_opendata.messages import message
from linhe_opendata.versions import Bump
from linhe_opendata.visible import is_hidden

if TYPE_CHECKING:
    from collections.abc import Callable

Json = dict[str, Any]

FIELDS = ["indicator", "obs_value", "lower", "upper", "bounds", "qualifier", "as_stated", "note"]
BEDS = ["beds", 28, 28, 28, "both", "exact", "28張", None]
NURSES = ["nurses", 7, 7, 7, "both", "exact", "7名", None]


def _package(title: str, codes: list[str], *rows: list[object]) -> Package:
    columns = {name: [row[at] for row in rows] for at, name in enumerate(FIELDS)}
    columns |= {name: ["as ever"] * len(rows) for name in ROLES["figures"] if name not in FIELDS}
    types = {name: ROLES["figures"][name].types[0] for name in columns if name != "note"}
    fields: list[Json] = [
        {"name": name, "type": types.get(name, "string"), "constraints": {"required": True}}
        for name in columns
    ]
    fields[0]["constraints"]["enum"] = codes
    schema = {"fields": fields, "primaryKey": "indicator"}
    resource = {"name": "health", "role": "figures", "schema": schema}
    head = {"title": title, "resources": [resource]}
    return Package.of(head, {"health": pa.table(columns)})


OLD = _package("Linhe", ["beds", "nurses"], BEDS, NURSES)
NEW = _package(
    "Linhe 临河",
    ["beds", "doctors"],
    ["beds", 29, 29, 29, "both", "exact", "29張", None],
    ["doctors", 3, 3, 3, "both", "exact", "3名", None],
)

ENGLISH = """\
Version part to raise: major

Package
  description changed: title: Linhe → Linhe 临河 [patch: it describes the same data]

health
  constraint stricter: indicator / enum: -nurses, +doctors [major: it may refuse what was \
accepted before]
  rows removed: 1 row [major: whoever refers to the row finds nothing]
    nurses
  rows added: 1 row [minor: the rows there were stay as they were]
    doctors
  values corrected: obs_value: 1 row [patch: the row stays and says what it should have said]
  values corrected: lower: 1 row [patch: the row stays and says what it should have said]
  values corrected: upper: 1 row [patch: the row stays and says what it should have said]
  values corrected: as_stated: 1 row [patch: the row stays and says what it should have said]
  corrected: 1 row (number 1, interval 1, wording 1)
    beds: obs_value 28 → 29; lower 28 → 29; upper 28 → 29; as_stated 28張 → 29張
"""

CHINESE = """\
应提升的版本部分：主版本号

### 数据包

- 说明改变：`title`：`Linhe` → `Linhe 临河` [修订号：所描述的数据不变]

### health

- 约束更严：`indicator / enum`：`-nurses, +doctors` [主版本号：可能拒绝以前合格的数据]
- 删除行：1 行 [主版本号：引用该行者将落空]
  - `nurses`
- 新增行：1 行 [次版本号：原有各行不变]
  - `doctors`
- 数值更正：`obs_value`：1 行 [修订号：该行仍在，内容得到更正]
- 数值更正：`lower`：1 行 [修订号：该行仍在，内容得到更正]
- 数值更正：`upper`：1 行 [修订号：该行仍在，内容得到更正]
- 数值更正：`as_stated`：1 行 [修订号：该行仍在，内容得到更正]
- 更正：1 行 (数字 1, 区间 1, 原文表达 1)
  - `beds`：obs_value `28` → `29`; lower `28` → `29`; upper `28` → `29`; as_stated `28張` → `29張`
"""


def test_text_says_every_change_with_its_bump_and_reason() -> None:
    assert render_text(compare_packages(OLD, NEW)) == ENGLISH


def test_markdown_in_chinese_says_the_same() -> None:
    assert render_markdown(compare_packages(OLD, NEW), "zh") == CHINESE


@pytest.mark.parametrize("render", [render_text, render_markdown])
def test_without_changes_that_is_what_is_said(render: Callable[..., str]) -> None:
    assert render(compare_packages(OLD, OLD)) == "No changes.\n"
    assert render(compare_packages(OLD, OLD), "zh") == "没有变化。\n"


def test_rows_beyond_the_limit_are_counted() -> None:
    lines = render_text(compare_packages(OLD, _package("Linhe", ["beds", "nurses"])), shown_rows=1)
    assert lines.endswith("    beds\n    and 1 more\n")


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    message = "No language is called 'fr'. Did you mean en, zh?"
    with pytest.raises(UnknownNameError, match=re.escape(message)):
        render_text(compare_packages(OLD, NEW), "fr")


def test_an_empty_cell_is_said_to_be_empty() -> None:
    noted = _package("Linhe", ["beds", "nurses"], [*BEDS[:-1], "new"], NURSES)
    assert "    beds: note (empty) → new\n" in render_text(compare_packages(OLD, noted))
    assert "`beds`：note （空） → `new`\n" in render_markdown(compare_packages(OLD, noted), "zh")


def test_a_list_in_another_order_is_shown_whole() -> None:
    other = _package("Linhe", ["nurses", "beds"], BEDS, NURSES)
    assert "enum: ['beds', 'nurses'] → ['nurses', 'beds']" in render_text(
        compare_packages(OLD, other)
    )


@pytest.mark.parametrize(
    ("title", "shown"),
    [("x" * 200, "x" * 80 + "…"), ("x" * 81, "x" * 80 + "…"), ("x" * 80, "x" * 80)],
)
def test_a_long_value_is_cut(title: str, shown: str) -> None:
    said = render_text(compare_packages(OLD, _package(title, ["beds", "nurses"], BEDS, NURSES)))
    assert f"Linhe → {shown} [" in said


@settings(deadline=None)  # a busy machine is no defect
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_no_cell_reaches_a_terminal_or_a_page_as_a_command(title: str) -> None:
    changes = compare_packages(OLD, _package(title, ["beds", "nurses"], BEDS, NURSES))
    text, markdown = render_text(changes), render_markdown(changes)
    assert not any(is_hidden(char) and char != "\n" for char in text + markdown)
    assert len(markdown.splitlines()) <= 5


@pytest.mark.parametrize(
    ("title", "quoted"),
    [
        ("a`b", "`` a`b ``"),
        ("``", "``` `` ```"),
        ("<script>", "`<script>`"),
        ("\x1b[31m", "`␛[31m`"),
        ("a\u202eb\n", "`a<U+202E>b␊`"),
        ("a\u00a0b\u3000c", "`a<U+00A0>b\u3000c`"),
    ],
)
def test_markdown_quotes_a_cell_as_code(title: str, quoted: str) -> None:
    said = render_markdown(compare_packages(OLD, _package(title, ["beds", "nurses"], BEDS, NURSES)))
    assert f"- description changed: `title`: `Linhe` → {quoted} [patch: " in said


@pytest.mark.parametrize("bump", Bump)
def test_every_bump_is_called_as_it_is_in_json(bump: Bump) -> None:
    assert message(f"bump-{bump.label}").say("en") == bump.label
