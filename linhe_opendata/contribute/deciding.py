"""What a person decided about the numbers of a text, from rows to entries. Pure.

A decided row names its number by `char_start` and decides by `indicator` or by `reason`; a row with
neither leaves it open. A row with its wording (`as_stated`) stands as it is; of another, what is
empty is what the words say.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linhe_opendata.contribute.candidates import CANDIDATE_COLUMNS, excluded_row, figure_row
from linhe_opendata.contribute.recording import NewRow, recorded_places
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.messages import Message, message
from linhe_opendata.visible import make_visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linhe_opendata.contribute.candidates import Candidate, Setting
    from linhe_opendata.contribute.suggesting import Choice
    from linhe_opendata.contribute.workbench import Sheet, Workbench

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Decisions:
    """Entries to record, and how many rows were left open or had been recorded before."""

    entries: tuple[NewRow, ...]
    left_open: int
    recorded_before: int


def decide_rows(
    sheet: Sheet, candidates: Iterable[Candidate], setting: Setting, bench: Workbench, where: str
) -> Decisions:
    """Return what the rows of a decided table ask to be recorded.

    Raises:
        InvalidMetadataError: the table has no `char_start`, or rows of it name no number of the
            text, no indicator of the project or no reason; all problems at once, nothing recorded.

    """
    _require_columns(sheet, where)
    numbers = {str(candidate.start): candidate for candidate in candidates}
    taken = recorded_spans(bench, setting.source)
    entries: list[NewRow] = []
    problems: list[Message] = []
    left_open = before = 0
    for number, row in enumerate(sheet.cells(), start=2):
        candidate = numbers.get(row["char_start"])
        if candidate is not None and overlaps(candidate, taken):
            before += 1
        elif not row.get("indicator") and not row.get("reason"):
            left_open += 1
        elif problem := _find_problem(row, candidate, numbers, setting, bench):
            problems.append(message("decided-row", row=number, problem=problem))
        elif candidate is not None:
            entries.append(_entry(row, candidate, setting, bench))
    if problems:
        raise InvalidMetadataError(where, problems)
    return Decisions(tuple(entries), left_open, before)


def _require_columns(sheet: Sheet, where: str) -> None:
    if "char_start" not in sheet.columns:
        raise InvalidMetadataError(where, [message("decided-without-start")])
    unknown = tuple(column for column in sheet.columns if column not in CANDIDATE_COLUMNS)
    if unknown:
        said = message("decided-columns", columns=unknown, known=CANDIDATE_COLUMNS)
        raise InvalidMetadataError(where, [said])


def recorded_spans(bench: Workbench, source: str) -> list[tuple[int, int]]:
    """Return where in a source figures and exclusions stand already, in order and joined."""
    recorded = recorded_places(bench.records)
    spans = [(start, end) for name, start, end in recorded if name == source]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def overlaps(candidate: Candidate, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether something is recorded where a candidate stands; the spans in order, apart."""
    before = bisect_left(spans, (candidate.end, 0))
    return before > 0 and spans[before - 1][1] > candidate.start


def figure_entry(
    candidate: Candidate, setting: Setting, choice: Choice, said: Mapping[str, str]
) -> NewRow:
    """Return the entry of a figure; the cells that a person said stand in place of the words'."""
    row = figure_row(candidate, setting, choice)
    fixed = {"source": setting.source, "as_stated": candidate.words}
    return NewRow(choice.table, {**row, **said, **fixed})


def exclusion_entry(candidate: Candidate, setting: Setting, bench: Workbench, why: str) -> NewRow:
    """Return the entry of an exclusion, for the project's table of them."""
    return NewRow(bench.tables("exclusions")[0], excluded_row(candidate, setting.source, why))


def _entry(
    row: Mapping[str, str], candidate: Candidate, setting: Setting, bench: Workbench
) -> NewRow:
    choice = bench.choice(row.get("indicator", ""))
    if choice is None:
        return exclusion_entry(candidate, setting, bench, row["reason"])
    is_whole = bool(row.get("as_stated"))
    said = {column: cell for column, cell in row.items() if cell or is_whole}
    return figure_entry(candidate, setting, choice, said)


def _find_problem(
    row: Mapping[str, str],
    candidate: Candidate | None,
    numbers: Mapping[str, Candidate],
    setting: Setting,
    bench: Workbench,
) -> Message | None:
    """Say what is wrong with a decided row, None where nothing is."""
    if candidate is None:
        return message("no-number-there", at=row["char_start"], near=_near(row, numbers))
    if (words := row.get("as_stated")) and words not in _ways_to_show(candidate.words):
        return message("other-words-there", at=candidate.start, words=words)
    if row.get("source") not in ("", None, setting.source):
        return message("other-source", source=row["source"], own=setting.source)
    if row.get("indicator") and row.get("reason"):
        return message("decided-twice")
    return _find_unknown(row, bench)


def _ways_to_show(words: str) -> tuple[str, str]:
    """Return words as they stand, and as a terminal or a spreadsheet was given them."""
    return words, make_visible(words)


def _find_unknown(row: Mapping[str, str], bench: Workbench) -> Message | None:
    if code := row.get("indicator"):
        choice = bench.choice(code)
        if choice is None:
            return message("no-such-indicator", code=code, near=nearest(code, bench))
        if choice.table not in bench.tables("figures"):
            return message("no-table-for-set", code=code, table=choice.table)
    elif not bench.tables("exclusions"):
        return message("no-exclusions-table")
    elif row["reason"] not in bench.reasons:
        return message("no-such-reason", reason=row["reason"], known=tuple(bench.reasons))
    return None


def nearest(code: str, bench: Workbench) -> tuple[str, ...]:
    """Return the codes of the project's indicators that are nearest to one that is none."""
    from difflib import get_close_matches

    codes = [choice.code for choice in bench.choices]
    return tuple(get_close_matches(code, codes, _NEAREST)) or tuple(codes[:_NEAREST])


def _near(row: Mapping[str, str], numbers: Mapping[str, Candidate]) -> tuple[int, ...]:
    starts = [candidate.start for candidate in numbers.values()]
    if not row["char_start"].isdecimal():
        return tuple(starts[:_NEAREST])
    at = int(row["char_start"])
    return tuple(sorted(sorted(starts, key=lambda start: abs(start - at))[:_NEAREST]))
