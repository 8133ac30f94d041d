"""Properties that hold for every number and every text."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from linhe_opendata.errors import UnreadableQuantityError
from linhe_opendata.quantities import Quantity, parse_quantity, read_numbers, read_quantities

_DIGITS = "零一二三四五六七八九"
_SCALES = ["", "十", "百", "千"]
_LARGEST = 10**16
_TRADITIONAL = str.maketrans(
    "万亿两个余约几来过满于内点负钟岁为间", "萬億兩個餘約幾來過滿於內點負鐘歲為間"
)
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_WIDE = str.maketrans("0123456789%.~", "０１２３４５６７８９％．～")
_GRAMMAR = (
    "0123456789零〇一二三四五六七八九十百千万萬亿億两兩半点點%‰成分之第年月日个個近约約超不到多余餘来几以上内"
    "左右至-—~～,.:/+ 人名元小时分钟负下aG"
)

whole = st.integers(0, _LARGEST) | st.builds(
    lambda digit, power: digit * 10**power, st.integers(1, 99), st.integers(0, 14)
)
texts = st.text() | st.text(_GRAMMAR, max_size=30)


def spell_number(number: int) -> str:
    """Spell a whole number as one says it in Chinese."""
    if number == 0:
        return "零"
    for mark, unit in (("亿", 10**8), ("万", 10**4)):
        if number >= unit:
            above, below = divmod(number, unit)
            return spell_number(above) + mark + _spell_rest(below, unit)
    return _spell_thousands(number)


def _spell_rest(number: int, unit: int) -> str:
    if not number:
        return ""
    return ("零" if number < unit // 10 else "") + spell_number(number)


def _spell_thousands(number: int) -> str:
    spelt, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            spelt += ("零" if gap and spelt else "") + _DIGITS[digit] + _SCALES[power]
        gap = not digit
    return spelt


def test_the_speller_of_these_tests_spells_as_one_says() -> None:
    assert ["十".join("一"), "一百零五", "一万零二十", "三亿零五万", "一千零一十"] == [
        *map(spell_number, (1,)),
        *map(spell_number, (105, 10020, 300_050_000, 1010)),
    ]


@given(whole)
@example(_LARGEST)
def test_a_number_spelt_in_chinese_is_read_as_that_number(number: int) -> None:
    spelt = spell_number(number)
    assert Decimal(number) == parse_quantity(spelt).value
    assert Decimal(number) == parse_quantity(spelt.translate(_TRADITIONAL)).value


@given(whole.filter(lambda number: number > 9))
def test_a_number_in_formal_digits_is_read_as_that_number(number: int) -> None:
    assert Decimal(number) == parse_quantity(spell_number(number).translate(_FORMAL)).value


@given(whole)
def test_a_number_in_arabic_digits_is_read_with_or_without_commas(number: int) -> None:
    assert Decimal(number) == parse_quantity(f"{number}元").value
    assert Decimal(number) == parse_quantity(f"{number:,}元").value
    assert Decimal(number) == parse_quantity(f"{number}元".translate(_WIDE)).value


@given(st.decimals(0, 99999, places=2), st.sampled_from([("万", 4), ("亿", 8), ("万亿", 12)]))
def test_a_scale_multiplies_exactly_and_bounds_the_last_place(
    number: Decimal, scale: tuple[str, int]
) -> None:
    quantity = parse_quantity(f"{number}{scale[0]}")
    half = Decimal("0.005").scaleb(scale[1])
    value = number.scaleb(scale[1])
    assert (value, value - half, value + half) == (quantity.value, quantity.lower, quantity.upper)


@given(texts)
def test_any_text_is_a_quantity_or_unreadable(text: str) -> None:
    try:
        quantity = parse_quantity(text)
    except UnreadableQuantityError:
        return
    assert (text, 0, len(text)) == (quantity.text, quantity.start, quantity.end)


@given(texts)
def test_numbers_of_a_text_are_sorted_disjoint_and_slice_back(text: str) -> None:
    end = 0
    for found in read_numbers(text):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        end = found.end


@given(texts)
def test_no_value_lies_outside_its_own_bounds(text: str) -> None:
    for quantity in read_quantities(text):
        ends = [quantity.lower, quantity.value, quantity.upper]
        stated = [end for end in ends if end is not None]
        assert sorted(stated) == stated
        assert all(end.is_finite() for end in stated)


_NUMBERS = st.sampled_from(
    [
        "300",
        "1.2万",
        "十几",
        "三十",
        "1,500",
        "廿五",
        "14.3萬",
        "三成",
        "百",
        "9亿~16亿",
        "3—5",
        "十二三",
        "-5",
        "半",
        "二百五",
    ]
)
_BEFORE = st.sampled_from(
    ["", "近", "约", "約", "不到", "不超过", "超", "上", "至少", "附近", "节约", "第"]
)
_UNIT = st.sampled_from(
    ["", "人", "年", "个月", "小時", "%", "元", "余人", "多家", "岁以上", "分钟内", "日"]
)
sentences = st.lists(
    st.tuples(
        st.sampled_from(["共", "，", "增长", "达到", "在", " "]), _BEFORE, _NUMBERS, _UNIT
    ).map("".join),
    max_size=5,
).map("".join)


@given(sentences)
def test_the_words_of_a_quantity_say_the_same_alone(sentence: str) -> None:
    for quantity in read_quantities(sentence):
        assert _says(quantity) == _says(parse_quantity(quantity.text))


@given(sentences | st.text(_GRAMMAR, max_size=30))
def test_all_forms_of_writing_say_the_same(text: str) -> None:
    for form in (_TRADITIONAL, _WIDE):
        other = text.translate(form)
        assert [(one.start, one.end) for one in read_numbers(text)] == [
            (one.start, one.end) for one in read_numbers(other)
        ]
        assert [_says(one) for one in read_quantities(text)] == [
            _says(one) for one in read_quantities(other)
        ]


def _says(quantity: Quantity) -> tuple[object, ...]:
    ends = (quantity.value, quantity.lower, quantity.upper)
    return (*ends, quantity.bounds, quantity.qualifier, quantity.unit)
