"""A range asserts both ends, and shares the scale, the unit and the sign that stand once."""

from __future__ import annotations

import pytest
from quantity_tables import read_table, spell

from linhe_opendata.errors import UnreadableQuantityError
from linhe_opendata.quantities import Quantity, parse_quantity, read_quantities

LINKED = read_table("""
    10~15分钟|10～15分鐘|10-15分钟|10—15分钟|10–15分钟|10——15分钟 - 10 15 both range minutes
    10至15分钟|10到15分钟|十至十五分钟|十到十五分鐘    - 10 15 both range minutes
    10分钟~15分钟|10分鐘～15分鐘|10分钟至15分钟        - 10 15 both range minutes
    5—8%|5%—8%|5％~8％|5%至8%|百分之五至百分之八       - 5 8 both range percent
    百分之五到八                                       - 5 8 both range percent
    5‰~8‰|千分之五至千分之八                           - 5 8 both range per_mille
    0.3—0.5个百分点                                    - 0.3 0.5 both range percentage_points
    3成至5成|三成到五成|三至五成                       - 30 50 both range percent
    60—70岁|60至70周岁|60岁至70岁                      - 60 70 both range years_of_age
    2至3倍                                             - 2 3 both range times
    1-2年|1~2年                                        - 1 2 both range years
    3至6个月|3个月至6个月                              - 3 6 both range months
    1到10                                              - 1 10 both range -
    10--15个                                           - 10 15 both range number
""")
SCALED = read_table("""
    9亿~16亿|9億～16億|9~16亿|9～16億   - 900000000 1600000000 both range -
    3~5万|3万~5万|3至5万|三至五万       - 30000 50000 both range -
    3000~5万|3000至5万                  - 3000 50000 both range -
    1.2—1.5万元|1.2万元至1.5万元        - 12000 15000 both range CNY
    3至5千元|3千至5千元|三到五千元      - 3000 5000 both range CNY
    三到五百人|300~500人                - 300 500 both range persons
    3000元至5000元|3000-5000元          - 3000 5000 both range CNY
    5.5千至6千                          - 5500 6000 both range -
    9000万~1.2亿                        - 90000000 120000000 both range -
    一至二十人                          - 1 20 both range persons
    三十至五十万元                      - 300000 500000 both range CNY
""")
ADJACENT = read_table("""
    8、9万元|八九万元|8、9萬元          - 80000 90000 both range CNY
    五、六百人|五六百人|5、6百人        - 500 600 both range persons
    1、2个百分点                        - 1 2 both range percentage_points
    十二三元|十二三元钱                 - 12 13 both range CNY
    三四十个|三四十個                   - 30 40 both range number
    七八个|七八個                       - 7 8 both range number
    一百二三十人                        - 120 130 both range persons
    两三个|兩三個                       - 2 3 both range number
    一两个|一兩個                       - 1 2 both range number
    五六百万|五六百萬                   - 5000000 6000000 both range -
    六七成                              - 60 70 both range percent
    二十七八岁|二十七八歲               - 27 28 both range years_of_age
    三万四五千元                        - 34000 35000 both range CNY
    十一二岁                            - 11 12 both range years_of_age
    三四十                              - 30 40 both range -
    十二三                              - 12 13 both range -
""")
HEDGED = read_table("""
    约十二三元|約十二三元|大约十二三元  - 12 13 neither range CNY
    约10~15分钟|10~15分钟左右           - 10 15 neither range minutes
    七八个左右                          - 7 8 neither range number
    近5—8%                              - 5 8 neither range percent
""")
BELOW_ZERO = read_table("""
    -5%~3%|-5%至3%|负5%到3%             - -5 3 both range percent
    -5~3%|-5%—3%                        - -5 3 both range percent
    -5%~-3%|-5%至-3%|-5%--3%            - -5 -3 both range percent
    零下20℃至零下10℃|-20℃~-10℃          - -20 -10 both range degrees_celsius
    零下10至20℃|零下10~20℃              - -20 -10 both range degrees_celsius
    零下10℃到5℃                         - -10 5 both range degrees_celsius
""")


@pytest.mark.parametrize("says", LINKED, ids=lambda says: says.text)
def test_a_unit_that_stands_once_counts_for_both_ends(says: Quantity) -> None:
    assert says == parse_quantity(says.text)


@pytest.mark.parametrize("says", SCALED, ids=lambda says: says.text)
def test_a_scale_that_stands_once_counts_for_both_ends_if_they_rise(says: Quantity) -> None:
    assert says == parse_quantity(says.text)


@pytest.mark.parametrize("says", ADJACENT, ids=lambda says: says.text)
def test_two_digits_that_follow_each_other_are_a_range(says: Quantity) -> None:
    assert says == parse_quantity(says.text)


@pytest.mark.parametrize("says", HEDGED, ids=lambda says: says.text)
def test_a_hedged_range_asserts_neither_end(says: Quantity) -> None:
    assert says == parse_quantity(says.text)


@pytest.mark.parametrize("says", BELOW_ZERO, ids=lambda says: says.text)
def test_each_end_of_a_range_has_its_own_sign(says: Quantity) -> None:
    assert says == parse_quantity(says.text)


@pytest.mark.parametrize(
    "text", ["15~10分钟", "十五至十人", "三三十", "三二十", "十、二、三", "3~"]
)
def test_what_does_not_rise_is_no_range(text: str) -> None:
    with pytest.raises(UnreadableQuantityError):
        parse_quantity(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5元—8角", "5元|8角"),
        ("由3家到15人", "3家|15人"),
        ("30分钟至1小时", "30分钟|1小时"),
        ("80元-50元", "80元|50元"),
    ],
)
def test_ends_in_different_units_are_two_quantities(text: str, found: str) -> None:
    assert spell(found) == [quantity.text for quantity in read_quantities(text)]
