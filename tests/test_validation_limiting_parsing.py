"""How a text is read into records within limits, its dialect guessed as frictionless guesses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from frictionless import FrictionlessException
from frictionless.resources import TableResource

from linhe_opendata.messages import message
from linhe_opendata.validation.findings import sentence_of
from linhe_opendata.validation.limiting import limited
from linhe_opendata.validation.limiting.limited import within
from linhe_opendata.validation.limits import NO_LIMITS, Limits
from linhe_opendata.validation.untrusted.guard import Guard
from linhe_opendata.validation.untrusted.worker import sniffer

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.messages import Message
    from linhe_opendata.validation.untrusted.apart import Job


def rows(folder: Path, text: str, limits: Limits, form: str = "csv", **dialect: Any) -> list[Any]:  # noqa: ANN401 -- JSON
    (folder / f"t.{form}").write_text(text, encoding="utf-8", newline="")
    described: dict[str, Any] = {"name": "t", "path": f"t.{form}", "encoding": "utf-8"}
    if dialect:
        described["dialect"] = dialect
    opened = TableResource.from_descriptor(described, basepath=str(folder))
    with within(limits), opened:
        return [*opened.cell_stream]


def refusal(folder: Path, text: str, limits: Limits, **dialect: Any) -> tuple[str, Message]:  # noqa: ANN401 -- JSON
    with pytest.raises(FrictionlessException) as caught:
        rows(folder, text, limits, **dialect)
    return caught.value.error.type, sentence_of(caught.value.error)


LONG = message(
    "limit-exceeded",
    what=message("row-longer", most=12),
    mend=message("mend-a-quote"),
    limit="record_bytes",
)


@pytest.mark.parametrize("head", [0, 120], ids=["in the sample", "behind it"])
def test_a_record_is_as_long_as_the_limit_and_no_longer(tmp_path: Path, head: int) -> None:
    plain: dict[str, Any] = {"delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}
    if not head:
        assert rows(tmp_path, "a,b\n1234567\n", Limits(record_bytes=12), **plain)
        assert refusal(tmp_path, "a,b\n12345678\n", Limits(record_bytes=12), **plain)[1] == LONG
        return
    lines = "1,2\n" * 100  # which frictionless looks at first, and which count as one record
    limits = Limits(record_bytes=400)
    long = message(
        "limit-exceeded",
        what=message("row-longer", most=400),
        mend=message("mend-a-quote"),
        limit="record_bytes",
    )
    for tail in ("x" * 399 + "\n", '1,"' + "x\n" * 197 + '"\n', "1,2\n" * 300):
        assert len(rows(tmp_path, lines + tail, limits, **plain)) > 100
    for tail in ("x" * 400 + "\n", '1,"' + "x\n" * 198 + '"\n'):
        assert refusal(tmp_path, lines + tail, limits, **plain) == ("limit-exceeded", long)


def test_the_largest_limit_is_none(tmp_path: Path) -> None:
    assert rows(tmp_path, "a,b\n1,2\n", NO_LIMITS) == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize(
    ("text", "limits", "dialect", "said"),
    [
        ("a,b\n1,2,3\n", Limits(record_cells=2), {}, message("row-wider", width=3, most=2)),
        ("a,b\n1,2\n", Limits(header_cells=1), {}, message("header-wider", width=2, most=1)),
        (
            "a\nb,c\n",
            Limits(header_cells=1),
            {"headerRows": [1, 2]},
            message("header-wider", width=2, most=1),
        ),
    ],
)
def test_a_row_and_a_header_have_no_more_cells_than_the_limits(
    tmp_path: Path, text: str, limits: Limits, dialect: dict[str, Any], said: Message
) -> None:
    kind, found = refusal(tmp_path, text, limits, delimiter=",", **dialect)
    assert (kind, found.parameters["what"]) == ("limit-exceeded", said)


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("a\nb,c\n", {}),  # the second row is no header
        ("a,b\n", {"header": False}),
    ],
)
def test_what_is_no_header_may_be_as_wide_as_a_row(
    tmp_path: Path, text: str, dialect: dict[str, Any]
) -> None:
    assert rows(tmp_path, text, Limits(header_cells=1), delimiter=",", **dialect)


GUESSED: list[tuple[str, str, dict[str, Any], list[str]]] = [
    ("a;b\n1;2\n", "csv", {}, ["1", "2"]),
    ("a;b\n1;2\n", "csv", {"delimiter": ","}, ["1;2"]),
    ("a,b\n1,'2'\n3,'4'\n", "csv", {}, ["1", "'2'"]),
    ("a,b\n'1','2,3'\n'3','4'\n", "csv", {"quoteChar": "'"}, ["1", "2,3"]),
    ('a, b\n"1", "2"\n"3", "4"\n', "csv", {}, ["1", "2"]),
    ("a\tb\n1,5\t2\n", "tsv", {}, ["1,5", "2"]),
    ("a\nx\n", "csv", {}, ["x"]),
    ('a,b\n"1,0",2\n', "csv", {}, ["1,0", "2"]),
    ("a\n\n", "csv", {}, []),
]


@pytest.mark.parametrize("given", GUESSED, ids=str)
@pytest.mark.parametrize("apart", [False, True])
def test_what_a_dialect_does_not_say_is_guessed_as_frictionless_guesses_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    given: tuple[str, str, dict[str, Any], list[str]],
    *,
    apart: bool,
) -> None:
    text, form, dialect, second = given
    seen: list[tuple[str, str, Job, Message]] = []

    def sniffed(_: Guard, sample: str, delimiters: str, job: Job, what: Message) -> Any:  # noqa: ANN401 -- what the job gives
        seen.append((sample, delimiters, job, what))
        return sniffer(delimiters)(sample)

    monkeypatch.setattr(Guard, "sniffed", sniffed)
    if apart:
        monkeypatch.setattr(limited, "is_quick", lambda _: False)
    found = rows(tmp_path, text, Limits(), form, **dialect)
    assert found[1] == second
    described = {"name": "t", "path": f"t.{form}", "encoding": "utf-8", "dialect": dialect}
    with TableResource.from_descriptor(described, basepath=str(tmp_path)) as theirs:
        assert [*theirs.cell_stream] == found
    delimiters = dialect.get("delimiter", "\t" if form == "tsv" else ",\t;|")
    what = message("work-sniffing")
    for sample, marks, job, said in seen:
        assert (sample, marks, said) == (text, delimiters, what)
        assert (job.kind, job.parameters) == ("sniff", (delimiters,))
    assert bool(seen) is apart


def test_a_dialect_that_says_all_is_not_guessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guessed: list[str] = []

    def is_quick(sample: str) -> bool:
        guessed.append(sample)
        return True

    monkeypatch.setattr(limited, "is_quick", is_quick)
    plain: dict[str, Any] = {"delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}
    assert rows(tmp_path, "a;b\n1;2\n", Limits(), **plain) == [["a;b"], ["1;2"]]
    assert guessed == []
    for name in plain:
        rows(tmp_path, "a;b\n1;2\n", Limits(), **{k: v for k, v in plain.items() if k != name})
        assert guessed.pop() == "a;b\n1;2\n"
