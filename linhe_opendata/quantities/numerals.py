"""Numerals, Arabic, Chinese and mixed, as decimal numbers. Pure.

A numeral is read exactly or not at all: 三萬五 is 35,000 and 一百一 is 110, 三百五千 is nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
"""The digits of cheques and contracts, which nobody can alter with a stroke."""

_SAID = str.maketrans("123456789", "一二三四五六七八九")

HALVES = frozenset({"半", "一半", "半数"})
HUNDRED = "百分百"
CROWDS = {"成百上千": Decimal(100), "成千上万": Decimal(1000)}
"""By the hundred, up to a thousand: what is sure is the smaller one."""

_ONE, _TEN, _WHOLE = Decimal(1), Decimal(10), Decimal(100)
_SCALES = {"千": 1000, "百": 100, "十": 10}
_GROUPS = {"兆": Decimal(10**12), "亿": Decimal(10**8), "万": Decimal(10**4)}
_EXACT = Context(prec=120)
"""Wide enough that no numeral of `LONGEST` characters is ever rounded."""
LONGEST = 40
_FRACTION = Decimal("1e-10")
_LARGEST_NUMBER = Decimal(10**32)

_D = "[一二三四五六七八九两]|[0-9]+"
_SECTION = re.compile(
    rf"(?:({_D})千)?(?:零(?=.))?(?:({_D})百)?(?:零(?=.))?(?:({_D})?十)?(?:零(?=.))?({_D})?",
    re.ASCII,
)
_SEPARATORS = str.maketrans("", "", " ,，'")
"""What parts the thousands of a printed number; the grammar says where they may stand."""
_ARABIC_NUMERAL = re.compile(r"(?=\.?[0-9])([0-9]*)(\.[0-9]+)?([十百千]?[万亿兆]{0,2})", re.ASCII)
_SPOKEN = re.compile(
    r"([零一二三四五六七八九两十百千万]+)点([零一二三四五六七八九]+)([百千]?[万亿兆]{0,2})"
)
_DIGITS_SCALED = re.compile(r"([0-9.]+|[一二三四五六七八九两])[百千]?[万亿兆]*", re.ASCII)
_PAIRS = {"一两", "两三", "三五"} | {low + high for low, high in pairwise("一二三四五六七八九")}
"""Two digits in a row that say one number or the other; three to five is how one says a few."""
_SHARED = "百千万亿兆"
_ROUND = re.compile(r"[0十百千万亿兆]\Z")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed; `place` is its last printed place where that is not the unit."""

    value: Decimal
    place: Decimal | None = None

    def times(self, factor: Decimal, *, rounded: bool = False) -> Number:
        """Return the number in units of `1/factor`; `rounded` gives it a last printed place."""
        place = self.place or (Decimal(1) if rounded else None)
        scaled = None if place is None else _EXACT.multiply(place, factor)
        return Number(_EXACT.multiply(self.value, factor), scaled)

    def plus(self, more: Decimal) -> Number:
        """Return the number increased by `more`."""
        return Number(_EXACT.add(self.value, more), self.place)

    def bounds(self) -> tuple[Decimal, Decimal]:
        """Return the value less and plus half of its last printed place."""
        half = _EXACT.divide(self.place or Decimal(0), Decimal(2))
        return tidy(_EXACT.subtract(self.value, half)), tidy(_EXACT.add(self.value, half))

    def over(self, whole: Decimal) -> Number | None:
        """Return the number divided by `whole`, to ten places where the division does not end."""
        if not whole:
            return None
        place = self.place and _EXACT.divide(self.place, whole)
        try:
            return Number(Context(_EXACT.prec, traps=[Inexact]).divide(self.value, whole), place)
        except Inexact:
            share = _EXACT.divide(self.value, whole)
            return Number(share.quantize(_FRACTION, context=_EXACT), _FRACTION)

    def negated(self) -> Number:
        """Return the number with the other sign."""
        return Number(_EXACT.minus(self.value), self.place)


def parse_numeral(text: str) -> Number | None:
    """Return the number that a folded numeral says, None if it says none."""
    text = text.translate(_SEPARATORS)
    if not text or len(text) > LONGEST:
        return None
    if match := _ARABIC_NUMERAL.fullmatch(text):
        return _arabic(*match.groups(default=""))
    if match := _SPOKEN.fullmatch(text):
        return _spoken(*match.groups())
    plain = _plain(text)
    if plain[0] == "零" and len(plain) > 1:
        return None
    value = _groups(plain)
    return None if value is None or value > _LARGEST_NUMBER else Number(value, _group_of(text))


def parse_amount(text: str) -> Number | None:
    """Return the number that a numeral or a word in its place says: 半数, 百分百, 1/3."""
    if text in HALVES:
        return Number(Decimal("0.5"))
    if text == HUNDRED:
        return Number(Decimal(100))
    if text in CROWDS:
        return Number(CROWDS[text])
    part, stroke, whole = text.partition("/")
    if not stroke:
        return parse_numeral(text)
    return Number(Decimal(part)).over(Decimal(whole)) if Decimal(part) < Decimal(whole) else None


def parse_discount(text: str) -> Number | None:
    """Return what a discount leaves, in percent: 2折 is 20, 八五折 and 85折 are 85."""
    number = parse_numeral(text) or parse_numeral(in_digits(text))
    if number is None or not number.value or number.value >= _WHOLE:
        return None
    return Number(number.value if number.value > _TEN else number.value * _TEN)


def tidy(value: Decimal) -> Decimal:
    """Return a number as one would print it: no trailing zeros, no exponent."""
    if value == value.to_integral_value(context=_EXACT):
        return value.quantize(_ONE, context=_EXACT)
    return value.normalize(_EXACT)


def plain(number: Decimal, *, thousands: str = "") -> str:
    """Write a number as it is read: no exponent, and no zeros that end its decimals.

    The canonical bytes of tables are written so. `thousands` is what parts thousands: `,` or none.
    """
    text = format(number, f"{thousands}f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain_column(column: pa.Array) -> pa.Array:
    """Write a column of Arrow decimals as `plain` writes each; each distinct one once."""
    import pyarrow as pa
    import pyarrow.compute as pc

    encoded = column.dictionary_encode()
    numbers = encoded.dictionary
    written = texts = numbers.cast(pa.string())
    if numbers.type.scale > 0:  # else there is no point, and the last zeros count
        texts = pc.utf8_rtrim(pc.utf8_rtrim(written, "0"), ".")
    odd = pc.match_substring(written, "E")  # so Arrow writes the smallest
    if pc.any(odd, min_count=0).as_py():
        by_hand = [plain(number) for number in numbers.filter(odd).to_pylist()]
        texts = pc.replace_with_mask(texts, odd, pa.array(by_hand, pa.string()))
    return texts.take(encoded.indices)


def is_round(text: str) -> bool:
    """Tell whether a folded numeral ends in a zero or a power of ten (800, 三十, 5万)."""
    return bool(_ROUND.search(text))


def in_digits(text: str) -> str:
    """Return a row of digits in Arabic ones: 七八 of 一米七八 is 78."""
    return "".join(str(DIGITS.get(one, one)) for one in text)


def say_list(text: str) -> str:
    """Return a numeral that lists two digits as one says it: 8、9万 is 八九万."""
    return text.translate(_SAID).replace("、", "") if "、" in text else text


def split_pair(text: str) -> tuple[str, str] | None:
    """Return the numerals that two digits stand for: 三四十 is 三十 and 四十, 三五 is 3 and 5."""
    pairs = [at for at in range(len(text) - 1) if text[at : at + 2] in _PAIRS]
    if len(pairs) != 1:
        return None
    at = pairs[0]
    return text[: at + 1] + text[at + 2 :], text[:at] + text[at + 1 :]


def share_scale(first: str, second: str) -> str:
    """Return `first` with the scale of `second` where the two share it: 3 in 3~5万 is 3万."""
    digits = _DIGITS_SCALED.fullmatch(second)
    stem = digits[1] if digits else second.rstrip("万亿兆")
    low, high = parse_numeral(first), parse_numeral(stem)
    if stem == second or first[-1] in _SHARED or low is None or high is None:
        return first
    return first + second[len(stem) :] if low.value < high.value else first


def _plain(text: str) -> str:
    return text.translate(FORMAL).replace("廿", "二十").replace("卅", "三十")


def _arabic(whole: str, fraction: str, scale: str) -> Number:
    """Return a number in digits; 3百万 is printed to the same place as 300万."""
    value, factor = Decimal(whole + fraction), _ONE
    for character in scale:
        factor *= _GROUPS.get(character) or _SCALES[character]
    if scale:
        value = _EXACT.multiply(value, factor)
    return Number(value, factor.scaleb(1 - len(fraction)) if fraction else _group_of(scale))


def _spoken(whole: str, fraction: str, scale: str) -> Number | None:
    integer = _groups(whole)
    if integer is None:
        return None
    digits = "".join(str(DIGITS[digit]) for digit in fraction)
    return _arabic(f"{integer:f}", f".{digits}", scale)


def _group_of(text: str) -> Decimal | None:
    """Return the last printed place of a numeral that ends in 万, 亿 or 兆."""
    factor = _ONE
    while text and text[-1] in _GROUPS:
        factor *= _GROUPS[text[-1]]
        text = text[:-1]
    return factor if factor > 1 else None


def _groups(text: str) -> Decimal | None:
    """Read a numeral group by group, 兆 before 亿 before 万, then the thousands below."""
    for mark, factor in _GROUPS.items():
        if mark in text:
            above, _, below = text.rpartition(mark)
            whole = above.rstrip(mark)
            return None if mark in whole else _join(_groups(above), below, factor)
    return _section(text)


def _join(above: Decimal | None, below: str, factor: Decimal) -> Decimal | None:
    if not above:
        return None
    rest = _groups(below) if below else Decimal(0)
    if rest is None or rest >= factor:
        return None
    if len(below) == 1 and below not in "零0":
        rest *= factor / 10
    return _EXACT.add(_EXACT.multiply(above, factor), rest)


def _section(text: str) -> Decimal | None:
    """Read a numeral below 万: thousands, hundreds, tens and ones, the last scale left out."""
    if text == "零":
        return Decimal(0)
    match = _SECTION.fullmatch(text)
    if not match or not text:
        return None
    thousands, hundreds, tens, ones = match.groups()
    parts = [
        (_digit(thousands), 1000),
        (_digit(hundreds), 100),
        (_digit(tens) or int("十" in text), 10),
        (_digit(ones), _scale_of_ones(text, ones)),
    ]
    return _add_up(parts)


def _digit(text: str | None) -> int:
    return 0 if text is None else DIGITS.get(text) or int(text)


def _scale_of_ones(text: str, ones: str | None) -> int:
    """Return what a last digit counts: hundreds after 千 and tens after 百, as in 一百一."""
    if ones is None or len(ones) > 1 or len(text) == 1:
        return 1
    return _SCALES.get(text[-2], 10) // 10


def _add_up(parts: list[tuple[int, int]]) -> Decimal | None:
    """Add digits times scales; None where a part is not below the scale before it."""
    total, scale_before = 0, 10_000
    for digit, scale in parts:
        if digit * scale >= scale_before:
            return None
        total += digit * scale
        scale_before = scale if digit else scale_before
    return Decimal(total)
