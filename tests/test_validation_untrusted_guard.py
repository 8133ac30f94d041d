"""What a cell and a table may cost, what is said of more, and what is remembered."""

from __future__ import annotations

from typing import Any

import pytest

from linhe_opendata.messages import Message, message
from linhe_opendata.validation.findings import sentence_of
from linhe_opendata.validation.limits import (
    NO_LIMITS,
    LimitExceededError,
    Limits,
    check_width,
    exceeded,
)
from linhe_opendata.validation.untrusted import guard as guards
from linhe_opendata.validation.untrusted.apart import Answer, Apart, Job, OverrunError
from linhe_opendata.validation.untrusted.guard import Guard, guarded

WHAT = message("work-sniffing")
MATCH, SNIFF = Job("match", ("a",)), Job("sniff", (",",))


class Told(Apart):
    """A process that costs what it is told to, and notes what it was asked."""

    def __init__(self, *costs: float | OverrunError) -> None:
        super().__init__(1, 1.0)
        self.costs, self.asked, self.closed, self.worn = list(costs), list[Any](), 0, False

    @property
    def is_worn(self) -> bool:
        return self.worn

    def ask(self, job: Job, item: Any, seconds: float) -> Answer:  # noqa: ANN401 -- as of a process
        self.asked.append((job, item, seconds))
        cost = self.costs.pop(0)
        if isinstance(cost, OverrunError):
            raise cost
        return Answer(f"{item}!", cost)

    def close(self) -> None:
        self.closed += 1


def guard_of(limits: Limits, *costs: float | OverrunError) -> tuple[Guard, Told]:
    guard, told = Guard(limits), Told(*costs)
    guard.apart = told
    return guard, told


def test_a_cell_has_its_time_and_a_table_no_more_than_is_left() -> None:
    guard, told = guard_of(Limits(cell_seconds=5, table_seconds=12), 4, 5, 2.5, 0)
    assert [guard.run(MATCH, cell, WHAT) for cell in "abcd"] == ["a!", "b!", "c!", "d!"]
    assert told.asked == [(MATCH, c, s) for c, s in zip("abcd", [5, 5, 3, 0.5], strict=True)]


def test_the_next_table_has_the_whole_of_its_time() -> None:
    guard, told = guard_of(Limits(cell_seconds=5, table_seconds=6), 4, 1)
    guard.run(MATCH, "a", WHAT)
    guard.begin_table()
    guard.run(MATCH, "b", WHAT)
    assert [seconds for *_, seconds in told.asked] == [5, 5]


@pytest.mark.parametrize(
    ("costs", "worn", "closed"),
    [([], False, 0), ([1.0], False, 0), ([0.6, 0.6], False, 1), ([], True, 1)],
)
def test_a_process_is_followed_by_another_where_it_did_much_or_holds_much(
    costs: list[float], *, worn: bool, closed: int
) -> None:
    guard, told = guard_of(Limits(), *costs)
    told.worn = worn
    for _ in costs:
        guard.run(MATCH, "a", WHAT)
    guard.begin_table()
    assert told.closed == closed


LONG = "x" * 31
LIMITS = Limits(cell_seconds=5, table_seconds=12, cell_memory=77)
OVERRUNS: list[tuple[list[float], bool, str, Message]] = [
    ([], False, "cell_seconds", message("takes-time", what=WHAT, most=5, item="x" * 30)),
    ([7.0], False, "cell_seconds", message("takes-time", what=WHAT, most=5, item="x" * 30)),
    ([7.1], False, "table_seconds", message("takes-time-in-all", what=WHAT, most=12)),
    ([], True, "cell_memory", message("takes-memory", what=WHAT, most=77, item="x" * 30)),
    ([11.0], True, "cell_memory", message("takes-memory", what=WHAT, most=77, item="x" * 30)),
]


@pytest.mark.parametrize(("before", "memory", "limit", "took"), OVERRUNS)
@pytest.mark.parametrize(
    ("job", "mend", "kind"),
    [
        (MATCH, "mend-a-pattern", "pattern-timeout"),
        (SNIFF, "mend-if-right", "limit-exceeded"),
        (Job("read", ()), "mend-if-right", "limit-exceeded"),
    ],
)
def test_what_takes_too_much_is_said_with_its_limit_and_how_to_mend_it(  # noqa: PLR0913 -- columns of two tables
    before: list[float], *, memory: bool, limit: str, took: Message, job: Job, mend: str, kind: str
) -> None:
    guard, _ = guard_of(LIMITS, *before, OverrunError(memory=memory))
    for _ in before:
        guard.run(job, LONG, WHAT)
    with pytest.raises(LimitExceededError) as caught:
        guard.run(job, LONG, WHAT)
    said = message("limit-exceeded", what=took, mend=message(mend), limit=limit)
    assert (caught.value.error.type, sentence_of(caught.value.error)) == (kind, said)


def test_a_sample_is_asked_once_for_each_set_of_delimiters_while_it_is_remembered() -> None:
    guard, told = guard_of(Limits(), *[0.0] * 12)
    for _ in range(3):
        assert guard.sniffed("s0", ",", SNIFF, WHAT) == "s0!"
        assert guard.sniffed("s0", ";", SNIFF, WHAT) == "s0!"
    assert guard.sniffed("\ud800", ",", SNIFF, WHAT) == "\ud800!"
    assert [item for _, item, _ in told.asked] == ["s0", "s0", "\ud800"]
    for number in range(1, 8):
        guard.sniffed(f"s{number}", ",", SNIFF, WHAT)
    assert len(told.asked) == 10
    guard.sniffed("\ud800", ",", SNIFF, WHAT)  # the eighth last
    assert len(told.asked) == 10
    guard.sniffed("s0", ";", SNIFF, WHAT)  # the ninth last
    assert [item for _, item, _ in told.asked[10:]] == ["s0"]


def test_a_guard_is_active_in_its_block_and_ends_its_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert (guards.active(), guards.limits(), guards.known_fields()) == (None, NO_LIMITS, {})
    limits = Limits(cell_memory=5, table_seconds=7, cell_seconds=2)
    closed: list[Apart] = []

    def close(process: Apart) -> None:
        closed.append(process)

    monkeypatch.setattr(Apart, "close", close)
    with guarded(limits) as outer:
        assert (guards.active(), guards.limits()) == (outer, limits)
        guards.known_fields()["a",] = 1
        assert outer.known_fields == {("a",): 1}
        assert (outer.apart._most_bytes, outer.apart._longest) == (5, 9)  # noqa: SLF001
        with guarded(Limits()) as inner:
            assert guards.active() is inner
        assert (guards.active(), closed) == (outer, [inner.apart])
    assert (guards.active(), closed) == (None, [inner.apart, outer.apart])


def test_the_limits_are_these_unless_others_are_given() -> None:
    gibibyte = 1 << 30
    assert Limits() == Limits(
        decompressed_bytes=16 * gibibyte,
        parquet_rows=1_000_000_000,
        record_bytes=gibibyte // 16,
        record_cells=65_536,
        header_cells=2048,
        cell_seconds=5.0,
        table_seconds=300.0,
        cell_memory=gibibyte,
    )


@pytest.mark.parametrize("is_header", [False, True])
@pytest.mark.parametrize("width", [0, 1, 2, 3, 4])
def test_a_row_is_as_wide_as_its_limit_and_no_wider(width: int, *, is_header: bool) -> None:
    limits = Limits(record_cells=3, header_cells=2)
    refused = None
    if width > 3:
        refused = message("row-wider", width=width, most=3), "record_cells"
    elif is_header and width > 2:
        refused = message("header-wider", width=width, most=2), "header_cells"
    if refused is None:
        check_width(width, limits, is_header=is_header)
        return
    what, limit = refused
    with pytest.raises(LimitExceededError) as caught:
        check_width(width, limits, is_header=is_header)
    said = message("limit-exceeded", what=what, mend=message("mend-if-right"), limit=limit)
    assert (caught.value.error.type, sentence_of(caught.value.error)) == ("limit-exceeded", said)


def test_what_is_exceeded_says_how_to_mend_it() -> None:
    made = exceeded(WHAT, "a", mend="mend-a-quote", kind="pattern-timeout").error
    said = message("limit-exceeded", what=WHAT, mend=message("mend-a-quote"), limit="a")
    assert (made.type, sentence_of(made)) == ("pattern-timeout", said)
    assert LimitExceededError(WHAT).error.type == "limit-exceeded"
