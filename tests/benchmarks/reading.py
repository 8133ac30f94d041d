"""How much of a text is read right, by this reader and by its peers, and how fast.

Run `python tests/benchmarks/reading.py [ANNOTATION [FOLDER]]`. ANNOTATION is a JSON document, and
FOLDER holds its texts as `ID.txt`; without them, this project's own texts in `annotated` are read.

::

    texts        {id: {title, genre, script: hans|hant, place: an ISO 3166-1 code}}
    quantities   [{text_id, start, end, expression, value, lower, upper, bounds, qualifier, unit,
                   soft}]: positions in code points, numbers as strings (empty for none); `soft`
                   names what was left open: "qual", "unit"
    others       [{text_id, start, end, expression, kind, optional}]: numbers that are no
                   quantities; an `optional` one may be read or not

"Whole" counts a quantity as right if its span, value, bounds, qualifier and unit all are. The peers
know no bounds, so that they are compared by "value" alone: a number somewhere within the span
equals the value, or one end of the range. What is read where no quantity is annotated is false.
`cn2an` finds no numbers in a text; it gets those that a pattern finds.

Fails if less than 97 % is read right, if less than 96 % of what is read is right, or if a text
twice as long takes more than 2.5 times as long.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter, defaultdict
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from linhe_opendata.quantities import Quantity, read_quantities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

HERE = Path(__file__).parent / "annotated"
LEAST_RECALL, LEAST_PRECISION = 0.97, 0.96
CHARACTERS = 100_000
_SAME = Decimal("1e-6")
_NUMERAL = re.compile("[0-9][0-9,.]*[十百千万萬亿億]*|[零一二两兩三四五六七八九十百千万萬亿億半]+")


class Reading(NamedTuple):
    """What a peer reads: a span and its number, None where it says one that is no number."""

    start: int
    end: int
    value: Decimal | None


class Score(NamedTuple):
    """How many quantities were right, misread and missed, and how many readings were false."""

    right: int
    misread: int
    missed: int
    false: int

    @property
    def recall(self) -> float:
        """The part of the quantities that was read right."""
        return self.right / max(self.right + self.misread + self.missed, 1)

    @property
    def precision(self) -> float:
        """The part of the readings that was right."""
        return self.right / max(self.right + self.misread + self.false, 1)


def main(annotation: str = "", folder: str = "") -> int:
    """Print the table of readers and the pace; return 1 if a limit is broken."""
    path = Path(annotation) if annotation else HERE / "annotation.json"
    gold = json.loads(path.read_text("utf-8"))
    where = Path(folder) if folder else path.parent
    texts = {name: (where / f"{name}.txt").read_text("utf-8") for name in gold["texts"]}
    sys.stdout.write(f"{len(gold['quantities'])} quantities in {len(texts)} texts\n\n")
    whole = _score(gold, texts, _read, _is_whole)
    _say("this reader, whole", whole)
    for script in sorted({about["script"] for about in gold["texts"].values()}):
        _say(f"  in {script}", _score(gold, texts, _read, _is_whole, script))
    _say("this reader, value", _score(gold, texts, _read, _is_value))
    for name, read in _peers():
        _say(f"{name}, value", _score(gold, texts, read, _is_value))
    pace = _pace("".join(texts.values()))
    kept = whole.recall >= LEAST_RECALL and whole.precision >= LEAST_PRECISION
    return 0 if kept and pace else 1


def _say(name: str, score: Score) -> None:
    sys.stdout.write(
        f"{name:36} recall {score.recall:6.1%}  precision {score.precision:6.1%}  "
        f"misread {score.misread:3}  missed {score.missed:3}  false {score.false:3}\n"
    )


def _score(
    gold: dict[str, Any],
    texts: dict[str, str],
    read: Callable[[str, str], Sequence[Any]],
    fits: Callable[[dict[str, Any], Any], bool],
    script: str = "",
) -> Score:
    counts: Counter[str] = Counter()
    known, others = _by_text(gold["quantities"]), _by_text(gold["others"])
    for name, text in texts.items():
        about = gold["texts"][name]
        if script in {"", about["script"]}:
            found = read(text, about["place"])
            counts += _compare(known[name], others[name], found, fits)
    return Score(counts["right"], counts["misread"], counts["missed"], counts["false"])


def _by_text(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    sorted_rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        sorted_rows[row["text_id"]].append(row)
    return sorted_rows


def _compare(
    known: list[dict[str, Any]],
    others: list[dict[str, Any]],
    found: Sequence[Any],
    fits: Callable[[dict[str, Any], Any], bool],
) -> Counter[str]:
    counts: Counter[str] = Counter()
    used: set[int] = set()
    for row in known:
        over = [at for at, one in enumerate(found) if _overlaps(row, one)]
        used |= set(over)
        right = any(fits(row, found[at]) for at in over)
        counts["right" if right else "misread" if over else "missed"] += 1
    for at, one in enumerate(found):
        beside = [row for row in others if _overlaps(row, one)]
        if at not in used and not (beside and all(row["optional"] for row in beside)):
            counts["false"] += 1
    return counts


def _overlaps(row: dict[str, Any], one: Any) -> bool:  # noqa: ANN401 -- a quantity or a reading
    return bool(one.start < row["end"] and row["start"] < one.end)


def _number(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


def _is_whole(row: dict[str, Any], one: Quantity) -> bool:
    soft = row["soft"].split()
    says = (one.qualifier, one.lower, one.upper, one.bounds)
    known = (row["qualifier"], _number(row["lower"]), _number(row["upper"]), row["bounds"])
    return (
        (one.start, one.end, one.value) == (row["start"], row["end"], _number(row["value"]))
        and ("qual" in soft or says == known)
        and (one.unit == row["unit"] or ("unit" in soft and not one.unit))
    )


def _is_value(row: dict[str, Any], one: Any) -> bool:  # noqa: ANN401 -- a quantity or a reading
    known = {_number(row[end]) for end in ("value", "lower", "upper")}
    if row["value"]:
        known = {_number(row["value"])}
    said = getattr(one, "lower", None) if one.value is None else one.value
    return said is not None and any(n is not None and abs(n - said) < _SAME for n in known)


def _read(text: str, place: str) -> list[Quantity]:
    return read_quantities(text, place=place)


def _peers() -> Iterator[tuple[str, Callable[[str, str], list[Reading]]]]:
    for name, make in (
        ("recognizers-text-suite", _recognizers),
        ("chinese2digits", _chinese2digits),
        ("cn2an", _cn2an),
    ):
        try:
            yield name, make()
        except ImportError as error:
            sys.stdout.write(f"{name}: not here ({error})\n")


def _recognizers() -> Callable[[str, str], list[Reading]]:
    from recognizers_number import Culture, recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_age, recognize_currency

    def read(text: str, _place: str) -> list[Reading]:
        found: list[Reading] = []
        for recognize in (
            recognize_currency,
            recognize_age,
            recognize_percentage,
            recognize_number,
        ):
            for one in recognize(text, Culture.Chinese):
                said = Reading(one.start, one.end + 1, _decimal(one.resolution.get("value")))
                if not any(said.start < kept.end and kept.start < said.end for kept in found):
                    found.append(said)
        return found

    return read


def _chinese2digits() -> Callable[[str, str], list[Reading]]:
    from chinese2digits import takeNumberFromString

    def read(text: str, _place: str) -> list[Reading]:
        taken, at, found = takeNumberFromString(text, percentConvert=False), 0, []
        words = zip(taken["CHNumberStringList"], taken["digitsStringList"], strict=True)
        for word, digits in words:
            start = text.find(word, at)
            if start >= 0:
                at = start + len(word)
                found.append(Reading(start, at, _decimal(digits)))
        return found

    return read


def _cn2an() -> Callable[[str, str], list[Reading]]:
    from cn2an import cn2an

    def value(word: str) -> Decimal | None:
        try:
            return _decimal(str(cn2an(word.replace(",", ""), "smart")))
        except ValueError:
            return None

    def read(text: str, _place: str) -> list[Reading]:
        return [Reading(*m.span(), value(m[0])) for m in _NUMERAL.finditer(text)]

    return read


def _decimal(text: str | None) -> Decimal | None:
    plain, stroke, whole = (text or "").rstrip("%‰").partition("/")
    try:
        return Decimal(plain) / Decimal(whole) if stroke else Decimal(plain)
    except (InvalidOperation, ZeroDivisionError):
        return None


def _pace(text: str) -> bool:
    """Print how long 100,000 characters and twice as many take; tell whether that is linear."""
    seconds = []
    for times in (1, 2):
        long = (text * (times * CHARACTERS // len(text) + 1))[: times * CHARACTERS]
        seconds.append(min(_seconds(long) for _ in range(3)))
    one, two = seconds
    sys.stdout.write(f"\n{CHARACTERS:,} characters: {one:.2f} s, twice as many: {two:.2f} s\n")
    return two <= 2.5 * one


def _seconds(text: str) -> float:
    begin = time.process_time()
    read_quantities(text)
    return time.process_time() - begin


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
