"""What is remembered of short texts is what would be said of them anew, in any batch."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from test_validation_proving_columns import FIELDS, ROLES, Minding, field_of, hashes

from linhe_opendata.validation.kernels import short
from linhe_opendata.validation.proving import verdicts
from linhe_opendata.validation.proving.columns import Column
from linhe_opendata.validation.proving.verdicts import KnownVerdicts, Role, Verdict
from linhe_opendata.validation.reading.arrays import strings

if TYPE_CHECKING:
    from collections.abc import Sequence

MINDED = {"abc", "a", "01", "0.5", "2024-01", "true", "a@b.co"}


def column_of(descriptor: dict[str, Any], role: Role, *, is_strict: bool) -> Column:
    field = field_of(descriptor, ["", "-"])
    scrutiny = Minding(MINDED, nothing_is_quiet=False) if is_strict else None
    return Column(field, frozenset({""}), role, hashes(), scrutiny)


def told(verdict: Verdict, role: Role, *, is_strict: bool) -> dict[str, list[Any]]:
    """Return all that is asked of cells; a cell that is refused may have any code."""
    names = ["clean", "missing", "notes"]
    names += ["codes"] * (role.key or role.foreign) + ["second"] * role.foreign
    names += ["quiet"] * is_strict
    found = {name: getattr(verdict, name).copy() for name in names}
    for codes in (found[name] for name in names if name in {"codes", "second"}):
        codes[~verdict.clean] = 0
    return {name: vector.tolist() for name, vector in found.items()}


def batches_of(cells: Sequence[str | None]) -> list[list[str | None]]:
    """Return batches: of all, of a part that comes again, of one text, and of what is new amid."""
    random = Random(7)  # noqa: S311 -- a seeded test
    given = [cell or None for cell in cells if cell != "NaN"]  # whose code is another each time
    few = given[: len(given) // 2] or given
    return [
        [None] * 5,
        [random.choice(few) for _ in range(40)],
        [random.choice(few) for _ in range(40)],
        [few[0]] * 30,
        [None, *[few[-1]] * 30],
        [random.choice(given) for _ in range(60)],
        [given[-1]] * 30,
        [random.choice(given) for _ in range(60)],
    ]


@pytest.mark.parametrize(("descriptor", "cells"), FIELDS, ids=str)
@pytest.mark.parametrize("role", [ROLES[0], *ROLES[3:]], ids=str)
@pytest.mark.parametrize(
    ("kept", "is_strict"),
    [
        ((short.MOST, verdicts.FEW_DISTINCT), False),
        ((short.MOST, verdicts.FEW_DISTINCT), True),
        ((3, 1000), True),
        ((short.MOST, 1), False),
    ],
)
def test_a_cell_is_told_the_same_whether_its_text_is_known_or_not(
    monkeypatch: pytest.MonkeyPatch,
    descriptor: dict[str, Any],
    cells: Sequence[str | None],
    role: Role,
    kept: tuple[int, int],
    *,
    is_strict: bool,
) -> None:
    monkeypatch.setattr(short, "MOST", kept[0])
    monkeypatch.setattr(verdicts, "FEW_DISTINCT", kept[1])
    monkeypatch.setattr(verdicts, "BATCHES_BEFORE", 0)
    column = column_of(descriptor, role, is_strict=is_strict)
    for given in batches_of(cells):
        monkeypatch.setattr(verdicts, "MANY_ROWS", 1)
        found = column.decide(strings(given))
        monkeypatch.setattr(verdicts, "MANY_ROWS", 1_000_000)
        anew = column_of(descriptor, role, is_strict=is_strict).decide(strings(given))
        assert told(found, role, is_strict=is_strict) == told(anew, role, is_strict=is_strict)


class Asked:
    """Says of each text how long it is, and notes how many it was asked about."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def decide(self, array: Any, missing: Any) -> Verdict:  # noqa: ANN401 -- vectors
        texts = array.to_pylist()
        self.texts += texts
        notes = np.array([len(text or "") for text in texts], np.uint8)
        return Verdict(notes == 0, missing, notes)


def ask(known: KnownVerdicts, texts: Sequence[str | None]) -> list[int]:
    gone = np.array([text is None for text in texts], bool)
    found = known.decide(strings(texts), gone).notes
    return [int(n) for n, text in zip(found, texts, strict=True) if text is not None]


@pytest.fixture
def of_few_rows(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(verdicts, "MANY_ROWS", 2)
    monkeypatch.setattr(verdicts, "BATCHES_BEFORE", 0)
    return monkeypatch


@pytest.mark.usefixtures("of_few_rows")
def test_a_short_text_is_asked_about_once() -> None:
    asked = Asked()
    known = KnownVerdicts(asked.decide)
    for texts, new in (
        (["a", "bb", "a", None], ["a", "bb", "a", None]),
        (["bb", None, "a", "a"], []),
        (["bb", "ccc", "a", "ccc"], ["ccc", "ccc"]),
        (["ccc", "ccc"], []),
        (["dddd", "dddd"], ["dddd", "dddd"]),
        (["dddd", "a", "bb"], []),
        ([None, None], []),
    ):
        asked.texts.clear()
        assert ask(known, texts) == [len(text) for text in texts if text is not None]
        assert asked.texts == new
    known.forget()
    asked.texts.clear()
    ask(known, ["a", "a"])
    assert asked.texts == ["a", "a"]


@pytest.mark.usefixtures("of_few_rows")
def test_longer_texts_are_remembered_once_they_come_and_too_long_ones_never() -> None:
    asked = Asked()
    known = KnownVerdicts(asked.decide)
    for texts, new in (
        (["a", "b"], 2),
        (["a", "b" * 12], 2),  # all anew, in two numbers each
        (["b" * 12, "a", "a"], 0),
        (["a", "b" * 16], 2),
        (["a", "a"], 0),
        (["a"], 1),  # too few rows
    ):
        asked.texts.clear()
        assert ask(known, texts) == [len(text) for text in texts]
        assert len(asked.texts) == new


def test_texts_that_do_not_repeat_are_not_looked_up(of_few_rows: pytest.MonkeyPatch) -> None:
    of_few_rows.setattr(verdicts, "FEW_DISTINCT", 3)
    asked = Asked()
    known = KnownVerdicts(asked.decide)
    ask(known, ["a", "b", "c", "a"])
    assert ask(known, ["c", "b"]) == [1, 1]
    assert len(asked.texts) == 4
    ask(known, ["d", "e", "f", "g"])  # too many that are new
    for _ in range(2):
        asked.texts.clear()
        assert ask(known, ["a", "b"]) == [1, 1]
        assert asked.texts == ["a", "b"]


def test_a_short_table_does_not_pay_for_what_it_would_not_use(
    of_few_rows: pytest.MonkeyPatch,
) -> None:
    of_few_rows.setattr(verdicts, "BATCHES_BEFORE", 2)
    asked = Asked()
    known = KnownVerdicts(asked.decide)
    counts = []
    for _ in range(5):
        assert ask(known, ["a", "a"]) == [1, 1]
        counts.append(len(asked.texts))
    assert counts == [2, 4, 6, 6, 6]
