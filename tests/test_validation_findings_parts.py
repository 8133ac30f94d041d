"""What findings hold, where they stand, what is said of them, and what is counted of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Report, system
from frictionless.errors import (
    BlankRowError,
    CellError,
    HeaderError,
    RowError,
    SourceError,
)
from frictionless.report.task import ReportTask

from linhe_opendata.messages import message, verbatim
from linhe_opendata.messages.tables.findings import OUR_KINDS
from linhe_opendata.validation.findings import (
    SHOWN_ERRORS,
    FindingError,
    Place,
    add_warnings,
    cell_error,
    finding_class,
    in_order,
    is_finding,
    keeping_errors,
    most_kept,
    report_of,
    row_error,
    row_number_of,
    say_as,
    sentence_of,
    show_first,
    table_error,
    warnings_of,
    with_findings,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frictionless import Error

SAID = message("row-longer", most=7)
PLACES = [
    Place(3),
    Place(4, 9),
    Place(5, 6, cells=("a", "b")),
    Place(6, 8, "value", 2, "300", ("near 300", "300")),
]


def task_of(name: str, errors: Sequence[Error] = ()) -> ReportTask:
    found = list(errors)
    stats: Any = {"errors": len(found), "warnings": 0, "seconds": 1.5}
    return ReportTask(
        name=name,
        type="table",
        valid=not found,
        place="p",
        labels=["a"],
        stats=stats,
        warnings=[],
        errors=found,
    )


@pytest.mark.parametrize("kind", sorted(OUR_KINDS))
def test_each_kind_of_ours_is_a_class_that_frictionless_knows_by_its_name(kind: str) -> None:
    made, named = finding_class(kind), OUR_KINDS[kind]
    assert (made.type, made.title, made.description) == (kind, named.title.en, named.about.en)
    assert made.__name__ == named.title.en.replace(" ", "") + "Error"
    assert made.__module__ == FindingError.__module__
    assert issubclass(made, FindingError)
    assert is_finding(kind)
    assert finding_class(kind) is made
    assert system.select_error_class(kind) is made


def test_what_frictionless_calls_an_error_stays_its_own() -> None:
    assert not is_finding("type-error")
    assert system.select_error_class("type-error").__module__.startswith("frictionless.")
    with pytest.raises(ValueError, match="'type-error' is no finding of this library") as caught:
        finding_class("type-error")
    assert str(sorted(OUR_KINDS)) in str(caught.value)


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_finding_holds_its_whole_place(place: Place) -> None:
    row, cell = row_error("unique-keys", place, SAID), cell_error("json-schema", place, SAID)
    for made in (row, cell):
        assert (made.row_number, made.cells) == (place.row_number, list(place.cells))
        assert made.custom.get("lineNumber") == place.line
        assert ("lineNumber" in made.custom) == (place.line is not None)
        assert (made.note, sentence_of(made)) == (str(SAID), SAID)
        assert row_number_of(made) == place.row_number
    assert (row.field_name, row.field_number, row.cell) == (None, None, None)
    assert (cell.field_name, cell.field_number) == (place.field_name, place.field_number)
    assert cell.cell == place.cell
    at = message("at-row", row=place.row_number, said=SAID)
    assert row.message == str(at)
    assert row.locate(SAID) == at
    if place.field_name:
        at = message("at-field", row=place.row_number, field=place.field_name, said=SAID)
    assert cell.message == str(at)
    assert cell.locate(SAID) == at


def test_a_finding_of_a_table_is_at_no_place() -> None:
    made = table_error("nothing-read", SAID)
    assert (made.row_number, made.field_name, made.cell, made.cells) == (None, None, None, [])
    assert (made.message, made.locate(SAID), row_number_of(made)) == (str(SAID), SAID, None)
    assert made.custom == {"sentence": SAID.to_descriptor()}
    assert row_number_of(SourceError(note="n")) is None


def test_what_says_no_sentence_that_is_known_is_told_by_its_note_or_its_message() -> None:
    broken: Any
    for broken in (
        {"code": "nobody's"},
        {"code": "row-longer", "parameters": {}},
        {"code": "row-longer", "parameters": 7},
        {"code": 7},
        {"code": "number", "parameters": {"number": "no number"}},
        7,
        [],
        "row-longer",
        {},
    ):
        made = table_error("nothing-read", SAID)
        made.custom["sentence"] = broken
        assert sentence_of(made) == verbatim(str(SAID))
    theirs = SourceError(note="words")
    assert sentence_of(theirs) == message("said-source-error", theirs="words")
    theirs.note = ""
    assert sentence_of(theirs) == message("said-source-error", theirs=theirs.message)
    bare = table_error("nothing-read", SAID)
    bare.custom.clear()
    bare.note, bare.message = "", "told"
    assert sentence_of(bare) == verbatim("told")
    assert say_as(bare, SAID) is bare
    assert sentence_of(bare) == SAID


def test_warnings_add_up_as_text_and_as_sentences() -> None:
    holder = task_of("t")
    add_warnings(holder, [])
    assert (holder.warnings, holder.custom, holder.stats["warnings"]) == ([], {}, 0)
    holder.warnings = ["theirs"]
    others = [message("error-limit", count=n) for n in (1, 2)]
    add_warnings(holder, iter([SAID]))
    add_warnings(holder, others)
    assert holder.warnings == ["theirs", *map(str, [SAID, *others])]
    assert holder.stats["warnings"] == 4
    assert holder.custom == {"sentences": [each.to_descriptor() for each in (SAID, *others)]}
    assert warnings_of(holder) == (verbatim("theirs"), SAID, *others)
    holder.custom["sentences"].insert(0, {"code": "nobody's"})
    assert warnings_of(holder) == (verbatim("theirs"), SAID, *others)


def test_errors_beyond_the_shown_ones_are_kept_while_asked_for_and_no_longer() -> None:
    assert most_kept() == SHOWN_ERRORS == 1000
    with keeping_errors(3):
        with keeping_errors(7):
            assert most_kept() == 7
        assert most_kept() == 3
    assert most_kept() == 1000
    with pytest.raises(ZeroDivisionError), keeping_errors(3):
        raise ZeroDivisionError
    assert most_kept() == 1000


def test_as_many_errors_as_are_shown_are_left_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linhe_opendata.validation.findings.SHOWN_ERRORS", 2)
    errors = [row_error("unique-keys", Place(n), SAID) for n in range(3)]
    report = report_of([task_of("full", errors[:2]), task_of("cut", errors)], 1.0)
    show_first(report)
    full, cut = report.tasks
    assert (full.errors, full.warnings) == (errors[:2], [])
    assert (cut.errors, warnings_of(cut)) == (errors[:2], (message("error-limit", count=2),))
    assert (full.stats["errors"], cut.stats["errors"]) == (2, 3)


def row(number: int | None, kind: str = "row-error") -> Error:
    if kind == "source-error":
        return SourceError(note="n")
    return RowError(note="n", cells=[], row_number=number or 0)


def test_errors_stand_by_rows_then_causes_then_theirs_then_ours() -> None:
    theirs: list[Error] = [
        HeaderError(note="n", labels=[], row_numbers=[1]),
        RowError(note="n", cells=[], row_number=2),
        BlankRowError(note="n", cells=[], row_number=5),
        SourceError(note="n"),
    ]
    ours: list[Error] = [
        row_error("unique-keys", Place(5), SAID),
        row_error("unbalanced-quote", Place(5), SAID),
        row_error("invalid-text", Place(2), SAID),
        row_error("json-schema", Place(2), SAID),
        row_error("encoding-error", Place(9), SAID) if is_finding("encoding-error") else row(9),
        table_error("nothing-read", SAID),
    ]
    found = [(error.type, row_number_of(error)) for error in in_order(theirs, ours)]
    assert found[:2] == [("header-error", None), ("nothing-read", None)]
    assert found[2:8] == [
        ("invalid-text", 2),
        ("row-error", 2),
        ("json-schema", 2),
        ("unbalanced-quote", 5),
        ("blank-row", 5),
        ("unique-keys", 5),
    ]
    assert found[8][1] == 9
    assert found[9:] == [("source-error", None)]  # what ended the reading, behind all rows


def test_errors_of_one_rank_keep_their_order() -> None:
    theirs = [
        CellError(note=str(n), cells=[], row_number=2, cell="", field_name="", field_number=n)
        for n in (2, 1)
    ]
    ours = [row_error("unique-keys", Place(2), verbatim(text)) for text in "ba"]
    assert [error.note for error in in_order(theirs, ours)] == ["2", "1", "b", "a"]


def test_findings_join_the_report_that_they_are_given_for() -> None:
    known = RowError(note="n", cells=[], row_number=4)
    report = report_of([task_of("t", [known]), task_of("u")], 2.5, [SourceError(note="s")])
    report.warnings, report.custom["more"] = ["w"], 7
    late, early = (row_error("unique-keys", Place(n), SAID) for n in (6, 2))
    made = with_findings(report, {"u": iter([late]), "t": [late, early], "new": [early]})
    assert [(task.name, task.errors) for task in made.tasks] == [
        ("t", [early, known, late]),
        ("u", [late]),
        ("new", [early]),
    ]
    assert [task.stats["errors"] for task in made.tasks] == [3, 1, 1]
    assert not any(task.valid for task in made.tasks)
    assert (made.errors, made.warnings, made.custom) == (report.errors, ["w"], {"more": 7})
    assert (made.stats["seconds"], made.stats["errors"], made.stats["tasks"]) == (2.5, 6, 3)
    new = made.tasks[2].to_descriptor()
    assert (new["name"], new["type"], new["valid"], new["place"]) == ("new", "table", False, "")
    assert (new["labels"], new["stats"]["warnings"], new["stats"]["seconds"]) == ([], 0, 0.0)
    again = Report.from_descriptor(made.to_descriptor())
    assert again.to_descriptor() == made.to_descriptor()


def test_more_than_are_kept_are_counted_with_those_that_were_counted_before() -> None:
    errors = [row_error("unique-keys", Place(n), SAID) for n in range(2, 9)]
    report = report_of([task_of("t", errors[:2])], 0.0)
    report.tasks[0].stats["errors"] = 40
    with keeping_errors(4):
        made = with_findings(report, {"t": errors[2:], "new": errors})
    assert [len(task.errors) for task in made.tasks] == [4, 4]
    assert [task.stats["errors"] for task in made.tasks] == [45, 7]


def test_a_report_without_errors_of_its_own_has_none() -> None:
    made = report_of([task_of("t")], 0.5)
    assert (made.errors, made.valid, made.stats["seconds"]) == ([], True, 0.5)
    assert not report_of([], 0.5, [SourceError(note="s")]).valid
