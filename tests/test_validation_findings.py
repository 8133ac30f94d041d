"""Findings of ours join a report of frictionless."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from frictionless import Error, Report
from frictionless.errors import ByteCountError, FieldCountError, HashCountError, RowCountError

from linhe_opendata.messages import message, verbatim
from linhe_opendata.validation import (
    Place,
    cell_error,
    check_table,
    row_error,
    table_error,
    with_findings,
)
from linhe_opendata.validation.findings import (
    SHOWN_ERRORS,
    in_order,
    keeping_errors,
    row_number_of,
    say_theirs,
    sentence_of,
    show_first,
    warnings_of,
)

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = {"fields": [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]}


@pytest.fixture
def report(tmp_path: Path) -> Report:
    (tmp_path / "t.csv").write_text("a,c\n1,x\ny,x\n3,x\n4\n")
    return check_table(tmp_path / "t.csv", SCHEMA)


def test_a_cell_error_says_where_it_is() -> None:
    place = Place(3, 4, "value", 2, "300", ("near 300", "300"))
    given = {"qualifier": "range", "side": "upper"}
    note = "'range' bounds the number: upper must not be empty"
    error = cell_error("figure-bounds", place, message("bound-missing", **given))
    assert error.to_descriptor() == {
        "type": "figure-bounds",
        "title": "Figure Bounds",
        "description": "A rule that every curated figure must keep.",
        "message": f'Row at position "3", field "value": {note}',
        "tags": ["#table", "#row", "#cell"],
        "note": note,
        "cells": ["near 300", "300"],
        "rowNumber": 3,
        "cell": "300",
        "fieldName": "value",
        "fieldNumber": 2,
        "lineNumber": 4,
        "sentence": {"code": "bound-missing", "parameters": given},
    }


def test_a_row_error_names_no_field_and_a_table_error_no_row() -> None:
    assert row_error("unique-keys", Place(7), verbatim("n")).message == 'Row at position "7": n'
    assert table_error("nothing-read", verbatim("no row")).message == "no row"
    assert "rowNumber" not in table_error("nothing-read", verbatim("no row")).to_descriptor()


def test_a_type_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="'colour' is no finding of this library: use one of"):
        table_error("colour", verbatim("n"))


def test_findings_stand_in_the_order_of_the_rows(report: Report) -> None:
    late = row_error("figure-words", Place(5), verbatim("late"))
    early = cell_error("figure-words", Place(3), verbatim("early"))
    head = table_error("evidence-source", verbatim("head"))
    more = with_findings(report, {"t": [late, early, head]})
    assert [(e.type, getattr(e, "row_number", None)) for e in more.tasks[0].errors] == [
        ("incorrect-label", None),
        ("evidence-source", None),
        ("type-error", 3),
        ("figure-words", 3),
        ("missing-cell", 5),
        ("figure-words", 5),
    ]
    assert more.stats["errors"] == more.tasks[0].stats["errors"] == 6
    assert not more.valid


def test_no_findings_change_nothing(report: Report) -> None:
    before = report.to_descriptor()
    assert with_findings(report, {"t": [], "u": []}).to_descriptor() == before


def test_findings_of_an_unknown_task_are_a_task_of_their_own(report: Report) -> None:
    more = with_findings(report, {"article": [table_error("evidence-source", verbatim("n"))]})
    assert [task.name for task in more.tasks] == ["t", "article"]
    assert not more.tasks[1].valid
    assert more.stats["tasks"] == 2


def test_findings_make_a_valid_report_invalid(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,x\n")
    report = check_table(tmp_path / "t.csv", SCHEMA)
    assert report.valid
    assert not with_findings(report, {"t": [table_error("figure-words", verbatim("n"))]}).valid


def test_findings_survive_json(report: Report) -> None:
    more = with_findings(report, {"t": [cell_error("figure-words", Place(3, 3), verbatim("n"))]})
    written = json.loads(json.dumps(more.to_descriptor()))
    assert Report.from_descriptor(written).to_descriptor() == more.to_descriptor()


def many(count: int) -> list[Error]:
    return [row_error("figure-words", Place(row), verbatim("n")) for row in range(2, count + 2)]


def test_errors_beyond_those_that_are_kept_are_counted(report: Report) -> None:
    with keeping_errors(2):
        more = with_findings(report, {"t": many(5), "article": many(3)})
    assert [(len(task.errors), task.stats["errors"]) for task in more.tasks] == [(2, 8), (2, 3)]
    assert [row_number_of(error) for error in more.tasks[1].errors] == [2, 3]
    assert (more.tasks[1].type, more.tasks[1].place, more.tasks[1].labels) == ("table", "", [])
    assert len(with_findings(report, {"article": many(3)}).tasks[1].errors) == 3


def test_only_the_first_errors_are_shown_and_that_is_said(report: Report) -> None:
    with keeping_errors(2 * SHOWN_ERRORS):
        more = with_findings(report, {"more": many(SHOWN_ERRORS + 1), "full": many(SHOWN_ERRORS)})
    show_first(more)
    _, cut, full = more.tasks
    assert (len(cut.errors), len(full.errors)) == (SHOWN_ERRORS, SHOWN_ERRORS)
    assert cut.stats["errors"] == SHOWN_ERRORS + 1
    (said,) = warnings_of(cut)
    assert said == message("error-limit", count=SHOWN_ERRORS)
    assert cut.warnings == [str(said)]
    assert cut.stats["warnings"] == 1
    assert warnings_of(full) == ()


def test_what_frictionless_says_stands_in_a_sentence_of_ours(report: Report) -> None:
    label, kind, missing = report.tasks[0].errors
    assert sentence_of(kind) == message("said-type-error", theirs=kind.note)
    assert sentence_of(label) == message("said-incorrect-label", theirs=label.message)
    assert missing.type == "missing-cell"
    ours = row_error("figure-words", Place(2), message("just-tell-the-publisher"))
    assert sentence_of(ours) == message("just-tell-the-publisher")
    ours.custom.clear()
    assert sentence_of(ours) == verbatim(str(message("just-tell-the-publisher")))
    ours.custom["sentence"] = {"code": "nobody's", "parameters": {}}
    assert sentence_of(ours) == verbatim(str(message("just-tell-the-publisher")))
    assert say_theirs("nobody's", "w") == message("said-other", theirs="w")


@pytest.mark.parametrize("late", [HashCountError, ByteCountError, FieldCountError, RowCountError])
def test_what_is_known_at_the_end_of_a_file_stands_behind_its_rows(late: type[Error]) -> None:
    more = [table_error("evidence-source", verbatim("n")), *many(1)]
    found = in_order([late(note="n")], more)
    assert [each.type for each in found] == ["evidence-source", "figure-words", late.type]
