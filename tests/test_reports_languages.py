"""A report is said in either language, whatever it found."""

from __future__ import annotations

import json
import re

import pytest
from error_pages import EXAMPLES, WITHOUT_EXAMPLE, find_in
from examples_of_projects import SOUND_PROJECT
from frictionless import Error, Report, errors

from linhe_opendata.errors import UnknownNameError
from linhe_opendata.messages import LANGUAGES, MESSAGES, message, verbatim
from linhe_opendata.messages.tables.findings import OUR_KINDS
from linhe_opendata.reports import FORMATS, write_report
from linhe_opendata.reports.findings import read_outcome
from linhe_opendata.reports.kinds import KINDS_OF_FINDINGS as KINDS
from linhe_opendata.reports.scope import join_reports
from linhe_opendata.validation import add_warnings, report_of, table_error
from linhe_opendata.validation.findings import sentence_of, warnings_of

THEIRS = {kind.type: kind for kind in Error.list_children()}
ENGLISH = re.compile(r"[a-z]+ (?:[a-z]+ )+[a-z]+")
"""Three words on end: what no name, code or address is."""

BRACKETS = re.compile(r"（[^（）]*）")
"""Where frictionless, Python and the like are quoted."""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Return one report on every example."""
    reports = []
    for kind, example in EXAMPLES.items():
        folder = tmp_path_factory.mktemp(kind)
        example.write(folder)
        reports.append(example.judge(folder))
    return join_reports(reports, 1.0)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_name_a_meaning_and_a_remedy_in_every_language(kind: str) -> None:
    for part in ("title", "about", "remedy"):
        assert {message(f"{part}-{kind}").say(language) for language in LANGUAGES}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_says_when_it_occurs(kind: str) -> None:
    about = message(f"about-{kind}")
    shared = sum(message(f"about-{other}").say() == about.say() for other in OUR_KINDS) > 1
    assert f"when-{kind}" in MESSAGES or not shared


def test_each_kind_of_ours_has_them() -> None:
    assert set(OUR_KINDS) < set(KINDS)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - set(OUR_KINDS)))
def test_what_a_kind_of_frictionlesss_is_called_in_english_is_its_own(kind: str) -> None:
    theirs = THEIRS[kind]
    assert str(message(f"title-{kind}")) == theirs.title
    assert str(message(f"about-{kind}")) == theirs.description
    assert f"said-{kind}" in MESSAGES


@pytest.mark.parametrize("kind", EXAMPLES)
def test_an_example_makes_its_finding_and_no_other(kind: str) -> None:
    assert {finding.kind for finding in find_in(EXAMPLES[kind], "en")} == {kind}


def test_nothing_is_found_in_the_project_of_the_examples() -> None:
    assert find_in(SOUND_PROJECT, "en") == []


def test_each_kind_has_an_example_or_a_reason_to_have_none() -> None:
    assert EXAMPLES.keys() | WITHOUT_EXAMPLE.keys() == set(KINDS)
    assert EXAMPLES.keys().isdisjoint(WITHOUT_EXAMPLE)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"json"}))
def test_a_chinese_report_holds_no_english_sentence_of_ours(everything: Report, name: str) -> None:
    written = write_report(everything, name, language="zh")
    told = written if name != "sarif" else json.dumps(json.loads(written), ensure_ascii=False)
    while BRACKETS.search(told):
        told = BRACKETS.sub("", told)
    assert ENGLISH.findall(told) == []


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"json"}))
def test_a_report_in_chinese_is_another_and_in_english_the_usual(
    everything: Report, name: str
) -> None:
    assert write_report(everything, name, language="en") == write_report(everything, name)
    assert write_report(everything, name, language="zh") != write_report(everything, name)


def test_code_scanning_is_told_the_language(everything: Report) -> None:
    (run,) = json.loads(write_report(everything, "sarif", language="zh"))["runs"]
    assert run["language"] == "zh"


def test_json_is_the_same_in_every_language(everything: Report) -> None:
    assert len({write_report(everything, "json", language=language) for language in LANGUAGES}) == 1


def test_a_report_read_from_json_can_still_be_said_in_chinese(everything: Report) -> None:
    again = Report.from_descriptor(json.loads(json.dumps(everything.to_descriptor())))
    assert write_report(again, "text", language="zh") == write_report(
        everything, "text", language="zh"
    )


def test_a_finding_of_ours_says_in_english_what_its_code_says(everything: Report) -> None:
    for task in everything.tasks:
        for error in task.errors:
            if error.type in OUR_KINDS:
                assert str(sentence_of(error)) == error.note


def test_an_unknown_language_is_named(everything: Report) -> None:
    with pytest.raises(UnknownNameError, match="No language is called 'fr'"):
        write_report(everything, "text", language="fr")


@pytest.mark.parametrize(
    "sentence",
    [
        None,
        "x",
        {"code": "no-such"},
        {"code": 1, "parameters": 2},
        {"code": "no-row", "parameters": {}},
        {"code": "number-of-rows", "parameters": {"count": "many"}},
    ],
)
def test_a_report_of_another_version_is_said_in_its_own_words(sentence: object) -> None:
    error = table_error("unread", verbatim("in other words"))
    error.custom["sentence"] = sentence
    (finding,) = read_outcome(report_of([], 0.0, [error]), None, "zh").findings
    assert (finding.title, finding.note) == ("未能读取", "in other words")


def test_an_error_of_no_known_kind_is_said_in_its_own_words() -> None:
    error = errors.AsciiValueError(
        note="é", cells=["é"], row_number=2, cell="é", field_name="a", field_number=1
    )
    (finding,) = read_outcome(report_of([], 0.0, [error]), None, "zh").findings
    assert finding.note == "frictionless 发现问题（é）"


def test_warnings_are_said_in_chinese_and_those_of_others_as_they_are() -> None:
    report = report_of([], 0.0)
    report.warnings = ["theirs"]
    add_warnings(report, [message("key-unchecked", table="areas")])
    assert [each.say("zh") for each in warnings_of(report)] == [
        "theirs",
        "未检查指向 'areas' 的外键",
    ]
    assert report.stats["warnings"] == 2


def test_a_report_on_nothing_says_so_in_chinese() -> None:
    (finding,) = read_outcome(report_of([], 0.0), None, "zh").findings
    assert (finding.title, finding.note) == ("未读到任何内容", "没有可检查的表。")
