"""The walk through the candidates of a text, on a terminal: one number after the other.

Each decision is recorded at once, so the walk can be left at any place and taken up again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from linhe_opendata.cli.console import ask, format_interval, format_number, say, say_message
from linhe_opendata.cli.speaking import utter
from linhe_opendata.contribute.candidates import figure_row
from linhe_opendata.contribute.deciding import exclusion_entry, figure_entry
from linhe_opendata.contribute.recording import record_entries
from linhe_opendata.contribute.suggesting import search_choices
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linhe_opendata.contribute.candidates import Candidate
    from linhe_opendata.contribute.opening import OpenedText
    from linhe_opendata.contribute.recording import NewRow
    from linhe_opendata.contribute.suggesting import Choice

_OFFERED: Final = 5
_FOUND: Final = 12
_NOMINAL: Final = {"qualifier": "nominal", "lower": "", "upper": "", "bounds": "neither"}


@dataclass
class Walk:
    """Where a walk stands: the candidates, which of them is next, and what was decided so far."""

    opened: OpenedText
    source: NewRow | None
    at: int = 0
    is_over: bool = False
    done: dict[int, NewRow] = field(default_factory=dict)
    _said: dict[str, str] = field(default_factory=dict)
    _has_explained: bool = False
    _choices: list[Choice] = field(default_factory=list)

    def run(self) -> list[NewRow]:
        """Walk to the end, or to where the person leaves; return what was recorded."""
        candidates = self.opened.open_candidates
        say_message("walk-begins", count=len(candidates))
        while not self.is_over and self.at < len(candidates):
            candidate = candidates[self.at]
            self._show(candidate, len(candidates))
            self._answer(candidate)
        return [*self.done.values()]

    def _show(self, candidate: Candidate, total: int) -> None:
        context = self.opened.context(candidate)
        say("")
        say_message("walk-number", at=self.at + 1, total=total, words=candidate.words)
        say(f"    {context['sentence']}")
        row = figure_row(candidate, self.opened.setting, None) | self._said
        if candidate.quantity is not None:
            said = candidate.quantity
            interval = format_interval(said.lower, said.upper, said.bounds)
            parts = (format_number(said.value), interval, said.unit, row["qualifier"])
            say("    " + "  ".join(filter(None, parts)))
        begin, end = row["period_start"] or "…", row["period_end"] or "?"
        say_message("walk-place", area=row["ref_area"] or "?", begin=begin, end=end)
        self._choices = [each.choice for each in candidate.suggestions[:_OFFERED]]
        self._offer()
        if candidate.reason:
            say_message("walk-reason", reason=candidate.reason, means=self._means(candidate.reason))

    def _offer(self) -> None:
        for number, choice in enumerate(self._choices, start=1):
            say(f"    {number}  {choice.code}  {choice.title}")

    def _means(self, reason: str) -> str:
        return self.opened.bench.reasons.get(reason, reason)

    def _answer(self, candidate: Candidate) -> None:
        """Ask what is to become of a candidate, until that is clear."""
        if not self._has_explained:
            say_message("walk-keys")
            self._has_explained = True
        reply = ask("walk-question")
        if reply is None:
            self.is_over = True
        elif reply == "":
            self._take_suggested(candidate)
        elif reply.isdecimal():
            self._take_number(candidate, int(reply))
        elif reply.startswith("/"):
            self._search(reply[1:])
            self._answer(candidate)
        else:
            self._command(candidate, reply)

    def _command(self, candidate: Candidate, reply: str) -> None:
        commands: Mapping[str, Callable[[Candidate], None]] = {
            "x": self._exclude,
            "s": self._skip,
            "b": self._back,
            "q": self._quit,
            "p": self._state_period,
            "a": self._state_area,
            "n": self._state_note,
            "t": self._state_target,
        }
        if reply == "?":
            say_message("walk-keys")
        elif reply in commands:
            commands[reply](candidate)
        else:
            say_message("walk-unknown", reply=reply)

    def _take_suggested(self, candidate: Candidate) -> None:
        if candidate.reason:
            self._record_exclusion(candidate, candidate.reason)
        elif self._choices:
            self._take_number(candidate, 1)
        else:
            self._skip(candidate)

    def _take_number(self, candidate: Candidate, number: int) -> None:
        if not 1 <= number <= len(self._choices):
            say_message("walk-unknown", reply=str(number))
            return
        choice = self._choices[number - 1]
        row = figure_row(candidate, self.opened.setting, choice) | self._said
        if not row["period_end"]:
            self._state_end()
        entry = figure_entry(candidate, self.opened.setting, choice, self._said)
        self._record(entry, choice.code)

    def _search(self, words: str) -> None:
        found = search_choices(words, self.opened.setting.choices)
        self._choices = found[:_FOUND]
        self._offer()
        if not found:
            say_message("walk-found-none", words=words)
        if found[_FOUND:]:
            say_message("walk-found", count=len(found), shown=len(self._choices))

    def _exclude(self, candidate: Candidate) -> None:
        reasons = list(self.opened.bench.reasons)
        if not reasons:
            say_message("walk-no-reasons")
            return
        for number, reason in enumerate(reasons, start=1):
            say(f"    {number}  {reason}  {self._means(reason)}")
        reply = ask("walk-which-reason") or ""
        if reply.isdecimal() and 1 <= int(reply) <= len(reasons):
            reply = reasons[int(reply) - 1]
        if reply in reasons:
            self._record_exclusion(candidate, reply)
        else:
            say_message("walk-unknown", reply=reply)

    def _record_exclusion(self, candidate: Candidate, reason: str) -> None:
        entry = exclusion_entry(candidate, self.opened.setting, self.opened.bench, reason)
        self._record(entry, reason)

    def _record(self, entry: NewRow, name: str) -> None:
        """Record a decision; what does not fit its table is told, and asked again."""
        added = [entry] if self.source is None else [self.source, entry]
        try:
            record_entries(self.opened.bench, added)
        except InvalidMetadataError as error:
            for problem in error.message.parameters["problems"]:
                say(utter(problem))
            return
        self.source = None
        self.done[self.at] = entry
        say_message("walk-recorded", table=entry.table, name=name)
        self._go_on()

    def _go_on(self) -> None:
        self.at += 1
        self._said = {}

    def _skip(self, _candidate: Candidate) -> None:
        self._go_on()

    def _back(self, _candidate: Candidate) -> None:
        """Go back to the number before; what was recorded of it in this walk is taken away."""
        self._said = {}
        self.at = max(self.at - 1, 0)
        if (entry := self.done.pop(self.at, None)) is not None:
            record_entries(self.opened.bench, [], [entry])
            say_message("walk-taken-back", table=entry.table)

    def _quit(self, _candidate: Candidate) -> None:
        self.is_over = True

    def _state_period(self, _candidate: Candidate) -> None:
        self._said["period_start"] = self._ask_date("walk-which-start")
        self._state_end()

    def _state_end(self) -> None:
        known = self.opened.setting.known
        default = "" if known is None else known.isoformat()
        reply = self._ask_date("walk-which-end", default)
        self._said["period_end"] = reply or default
        if not reply and default:
            unnamed = message("note-no-day")
            self._said.setdefault("note", f"{unnamed.say('en')} {unnamed.say('zh')}")

    def _ask_date(self, code: str, default: str = "") -> str:
        reply = ask(code, default=default)
        try:
            return date.fromisoformat(reply).isoformat() if reply else ""
        except ValueError:
            say_message("words-no-date", words=reply)
            return ""

    def _state_area(self, _candidate: Candidate) -> None:
        self._said["ref_area"] = ask("walk-which-area") or ""

    def _state_note(self, _candidate: Candidate) -> None:
        self._said["note"] = ask("walk-which-note") or ""

    def _state_target(self, _candidate: Candidate) -> None:
        """Let it be a target, a slogan or a radius: the number as said, and no bounds."""
        self._said |= _NOMINAL
