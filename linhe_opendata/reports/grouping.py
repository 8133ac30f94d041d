"""Findings of one cause as one: a missing column, a run of blank rows, a wrong cell. Pure.

A report for people tells causes, each with its count and some of its places, because one mistake
makes as many findings as there are rows. What is one cause is said here and nowhere else; the
report itself, which programs read, keeps every finding.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from linhe_opendata.messages import Message, message
from linhe_opendata.reports.findings import Finding, Outcome, count_nouns, say_help_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LABELS: Final = frozenset({"missing-label", "extra-label", "incorrect-label"})
"""What a header can have wrong with the label of a column."""

_OF_A_VALUE: Final = frozenset({"constraint-error", "categories", "foreign-key", "figure-code"})
"""What says that a cell holds none of the values it may: one wrong code breaks several."""

_BY_PLACE: Final = frozenset({"blank-row", "missing-cell", "extra-cell"})
"""What says the same wherever it is found: only its place differs."""

_SHOWN_ALIKE: Final = 3
"""How many findings that say the same are shown in full."""

_RANGES_NAMED: Final = 10
"""How many ranges of lines are named."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Findings that are mended by one mending.

    `found` say the same, in the order of the report; there is at least one. `follows` are findings
    of other kinds that go away with them.
    """

    found: tuple[Finding, ...]
    follows: tuple[Finding, ...] = ()

    @property
    def first(self) -> Finding:
        """The finding that stands for all."""
        return self.found[0]

    @property
    def count(self) -> int:
        """How many findings there are, those that follow included."""
        return len(self.found) + len(self.follows)

    @property
    def sample(self) -> tuple[Finding, ...]:
        """Those to be shown in full: a few, or one where they differ by their places only."""
        return self.found[: 1 if self.first.kind in _BY_PLACE else _SHOWN_ALIKE]

    def say_rest(self, shown: int, language: str) -> list[str]:
        """Return what is said of all beyond the first `shown`, in no, one or two sentences."""
        said = [_say_alike(self.found[shown:])] if self.found[shown:] else []
        kinds = Counter(each.kind for each in self.follows)
        told = tuple(message("kind-times", kind=kind, count=kinds[kind]) for kind in kinds)
        said += [message("goes-with-it", kinds=told)] if told else []
        return [each.say(language) for each in said]


def find_causes(findings: Sequence[Finding]) -> list[Cause]:
    """Return the causes of some findings, in the order of the first finding of each."""
    leads = _Leads(findings)
    found: dict[tuple[Any, ...], list[Finding]] = {}
    follows: dict[tuple[Any, ...], list[Finding]] = {}
    for finding in findings:
        lead = leads.of(finding)
        home = found if lead is None else follows
        home.setdefault(_likeness(lead or finding), []).append(finding)
    return [
        Cause(tuple(alike), tuple(follows.get(likeness, ()))) for likeness, alike in found.items()
    ]


def find_causes_for_page(findings: Sequence[Finding]) -> list[Cause]:
    """Return the causes of some findings, without help that an earlier one has given already."""
    causes = find_causes(findings)
    said = say_help_once([each for cause in causes for each in cause.found])
    return [replace(cause, found=tuple(islice(said, len(cause.found)))) for cause in causes]


def conclude(outcome: Outcome) -> str:
    """Return the one sentence that sums up an outcome."""
    tables = count_nouns(len(outcome.tables), "tables")
    rows = count_nouns(sum(table.rows for table in outcome.tables), "rows")
    effort = {"rows": rows, "seconds": outcome.seconds}
    if outcome.valid:
        return outcome.tell("without-findings", tables=tables, **effort)
    findings = _count_findings(outcome)
    if not outcome.tables:
        return outcome.tell("nothing-was-checked", findings=findings)
    bad = sum(not table.valid for table in outcome.tables)
    return outcome.tell("with-findings", findings=findings, bad=bad, tables=tables, **effort)


def _count_findings(outcome: Outcome) -> Message:
    """Count the findings, and their causes where these are fewer and all findings are known."""
    findings = count_nouns(outcome.count, "findings")
    each = [outcome.findings, *(table.findings for table in outcome.tables)]
    causes = sum(len(find_causes(some)) for some in each)
    if causes == sum(map(len, each)) or any(table.unlisted for table in outcome.tables):
        return findings
    return message("findings-of-causes", findings=findings, count=causes)


def _likeness(finding: Finding) -> tuple[Any, ...]:
    """Return what findings of one cause have in common."""
    if finding.kind in _BY_PLACE:
        return finding.path, finding.kind, finding.field
    return finding.path, finding.kind, finding.field, finding.note


def _say_alike(rest: Sequence[Finding]) -> Message:
    """Return how many more there are, and where: by lines, or by rows where there are none."""
    for unit in ("line", "row"):
        numbers = [getattr(each, unit) for each in rest]
        if None not in numbers:
            ranges = list(_ranges(numbers))
            several = "s" * (len(rest) > 1)
            named = (*ranges[:_RANGES_NAMED], *_dots(len(ranges) > _RANGES_NAMED))
            return message(f"more-alike-on-{unit}{several}", count=len(rest), lines=named)
    return message("more-alike", count=len(rest))


def _dots(more: bool) -> list[Message]:  # noqa: FBT001 -- whether there is more to name
    return [message("more-lines")] if more else []


def _ranges(numbers: Iterable[int]) -> Iterator[Message | str]:
    """Yield the ranges that numbers, in their order, make up."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number in {runs[-1][1], runs[-1][1] + 1}:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    for first, last in runs:
        alone = first == last
        yield f"{first:,}" if alone else message("range", first=first, last=last)


class _Leads:
    """Which finding another follows from: one on its column, its row, or its cell."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._rows = {(each.path, each.row): each for each in findings if each.kind == "blank-row"}
        self._cells: dict[tuple[str, int | None, str], Finding] = {}
        self._columns: dict[tuple[str, int | None], Finding] = {}
        self._labels: dict[int, Finding] = {}
        for chain in _chains([each for each in findings if each.kind in _LABELS]):
            lead = _pick_lead(chain)
            self._labels |= {id(each): lead for each in chain}
            if len(chain) > 1 or lead.kind != "incorrect-label":  # a word misspelled moves nothing
                self._columns |= {(each.path, each.number): lead for each in chain}

    def of(self, finding: Finding) -> Finding | None:
        """Return what a finding follows from, None if it stands alone."""
        lead = self._find(finding)
        return None if lead is finding else lead

    def _find(self, finding: Finding) -> Finding | None:
        if finding.kind in _LABELS:
            return self._labels[id(finding)]
        if lead := self._rows.get((finding.path, finding.row)):
            return lead
        if finding.number and (lead := self._columns.get((finding.path, finding.number))):
            return lead
        if finding.kind in _OF_A_VALUE and finding.field and finding.row:
            return self._cells.setdefault((finding.path, finding.row, finding.field), finding)
        return None


def _chains(labels: Sequence[Finding]) -> list[list[Finding]]:
    """Return findings on labels by what moved them: one column too few moves all behind it.

    A label that is the name of another field has moved from there; where no label is right, the
    header is another table's.
    """
    if labels and len(labels) >= len(labels[0].cells) > 1:
        return [list(labels)]
    chains: list[list[Finding]] = []
    for finding in labels:
        linked = [chain for chain in chains if any(_is_linked(finding, one) for one in chain)]
        chains = [chain for chain in chains if chain not in linked]
        chains.append([*(each for chain in linked for each in chain), finding])
    return chains


def _is_linked(one: Finding, other: Finding) -> bool:
    same = one.path == other.path
    return same and (_label(one) == other.field != "" or _label(other) == one.field != "")


def _label(finding: Finding) -> str:
    number = finding.number or 0
    return finding.cells[number - 1] if 0 < number <= len(finding.cells) else ""


def _pick_lead(chain: Sequence[Finding]) -> Finding:
    """Return the finding on what is missing; else that on what is too many; else the first."""
    labels, fields = set(chain[0].cells), {each.field for each in chain}
    missing = [each for each in chain if each.field and each.field not in labels]
    strange = [each for each in chain if _label(each) and _label(each) not in fields]
    return next(iter([*missing, *strange, *chain]))
