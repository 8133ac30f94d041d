"""What may become a row: each number of a text with all that its words say. Pure.

A candidate is a figure to be or an exclusion to be. The columns of `CANDIDATE_COLUMNS` are those of
the figures and of the exclusions together; a row with an `indicator` is a figure, one with a
`reason` an exclusion, one with neither is not decided yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from linhe_opendata.contribute.periods import StatedPeriod, find_period
from linhe_opendata.contribute.suggesting import suggest_indicators
from linhe_opendata.errors import UnreadableQuantityError
from linhe_opendata.quantities import Quantity, parse_quantity, read_numbers
from linhe_opendata.quantities.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from linhe_opendata.contribute.suggesting import Choice, Suggestion
    from linhe_opendata.quantities import Mention

CANDIDATE_COLUMNS: Final = (
    *("table", "indicator", "ref_area", "period_start", "period_end", "obs_value", "lower"),
    *("upper", "bounds", "qualifier", "unit_measure", "obs_status", "as_stated", "source"),
    *("char_start", "char_end", "reason", "note"),
)
"""The columns of candidate rows, in order."""

_AS_RECEIVED: Final = "V"
"""The status (SDMX CL_OBS_STATUS) of what was received from the source and not evaluated."""

_REASONS: Final[Mapping[str, str]] = {
    "date": "date",
    "time": "time_of_day",
    "years_of_age": "age",
    **dict.fromkeys(
        ("name", "telephone", "document", "postcode", "identifier", "footnote", "ordinal"), "name"
    ),
    "numeral": "figure_of_speech",
    "ratio": "out_of_scope",
}
"""The reason to exclude what a kind of number, or a unit, tells to be no figure."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number of a text, and what is suggested for it.

    `quantity` is what the number says, None where it cannot be read as one quantity. `reason` is
    the suggested reason to exclude it, or empty.
    """

    start: int
    end: int
    words: str
    quantity: Quantity | None
    suggestions: tuple[Suggestion, ...]
    period: StatedPeriod | None
    reason: str

    @property
    def code(self) -> str:
        """The code of the nearest indicator; empty where nothing fits or it is no figure."""
        return self.suggestions[0].choice.code if self.suggestions and not self.reason else ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the numbers of a text are read with: where and when it is from, what may be chosen."""

    place: str
    area: str
    source: str
    known: date | None
    choices: Sequence[Choice]
    reasons: Collection[str]


def find_candidates(text: str, setting: Setting) -> Iterator[Candidate]:
    """Yield every number of a clean text as a candidate, in order.

    Raises:
        UnknownNameError: the setting's place is no code of ISO 3166-1 alpha-2.

    """
    for number in read_numbers(text, place=setting.place):
        yield _candidate(text, number, setting)


def _candidate(text: str, number: Quantity | Mention, setting: Setting) -> Candidate:
    span = (number.start, number.end)
    if isinstance(number, Quantity):
        quantity: Quantity | None = number
        reason = _REASONS.get(number.unit, "")
    else:
        quantity = _reread(number, setting.place)
        reason = _REASONS.get(number.kind, "")
    unit = "" if quantity is None else quantity.unit
    return Candidate(
        *span,
        number.text,
        quantity,
        tuple(suggest_indicators(text, span, unit, setting.choices)),
        find_period(text, number.start, setting.known),
        reason if reason in setting.reasons else "",
    )


def _reread(number: Mention, place: str) -> Quantity | None:
    """Return what a number says that is none by its surroundings: a person may know better."""
    try:
        return parse_quantity(number.text, place=place)
    except UnreadableQuantityError:
        return None


def excluded_row(candidate: Candidate, source: str, reason: str) -> dict[str, str]:
    """Return the row of an exclusion; the words themselves are not recorded."""
    return {
        "source": source,
        "char_start": str(candidate.start),
        "char_end": str(candidate.end),
        "reason": reason,
    }


def figure_row(candidate: Candidate, setting: Setting, choice: Choice | None) -> dict[str, str]:
    """Return the row of a figure, or of one whose indicator nobody has chosen yet."""
    said = candidate.quantity
    period = candidate.period
    is_stock = choice is not None and choice.measure_type == "stock"
    row = dict.fromkeys(CANDIDATE_COLUMNS, "") | {
        "table": choice.table if choice else "",
        "indicator": choice.code if choice else "",
        "ref_area": setting.area,
        "period_start": "" if period is None or is_stock else str(period.start or ""),
        "period_end": "" if period is None else str(period.end),
        "obs_status": _AS_RECEIVED,
        "as_stated": candidate.words,
        "source": setting.source,
        "char_start": str(candidate.start),
        "char_end": str(candidate.end),
    }
    if said is not None:
        row |= {
            "obs_value": _write(said.value),
            "lower": _write(said.lower),
            "upper": _write(said.upper),
            "bounds": said.bounds,
            "qualifier": said.qualifier,
            "unit_measure": choice.unit_measure or said.unit if choice else said.unit,
        }
    return row


def suggested_row(candidate: Candidate, setting: Setting) -> dict[str, str]:
    """Return a candidate as the row that is suggested for it, by `CANDIDATE_COLUMNS`."""
    if candidate.reason:
        empty = dict.fromkeys(CANDIDATE_COLUMNS, "")
        return empty | excluded_row(candidate, setting.source, candidate.reason)
    choice = candidate.suggestions[0].choice if candidate.suggestions else None
    return figure_row(candidate, setting, choice)


def _write(number: Decimal | None) -> str:
    return "" if number is None else plain(number)
