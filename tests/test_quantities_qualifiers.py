"""A number claims only the bounds that its words assert, in either script."""

from __future__ import annotations

import pytest
from quantity_tables import read_table

from linhe_opendata.quantities import Quantity, parse_quantity

EXACT = read_table("""
    1709个|1709個|一千七百零九个|一千七百零九個     1709 1709 1709 both exact number
    三千零三十人|3030人|3,030人                     3030 3030 3030 both exact persons
    15000|一万五千|一萬五千|1万5千                  15000 15000 15000 both exact -
    0例|零例                                        0 0 0 both exact cases
    20分钟|20分鐘|二十分鐘|２０分钟                 20 20 20 both exact minutes
""")
ROUNDED = read_table("""
    14.3万例|14.3萬例|十四点三万例|十四點三萬例     143000 142500 143500 both rounded cases
    1.2亿|1.2億|一点二亿                            120000000 115000000 125000000 both rounded -
    91.4%|91.4％|９１．４％|百分之九十一点四        91.4 91.35 91.45 both rounded percent
    91.40%                                          91.4 91.395 91.405 both rounded percent
    3万|3萬|三万|三萬                               30000 25000 35000 both rounded -
    300万元|三百万元|三百萬元                       3000000 2995000 3005000 both rounded CNY
    2万亿元|2萬億元                 2000000000000 1500000000000 2500000000000 both rounded CNY
    90%|百分之九十                                  90 89.5 90.5 both rounded percent
    三成|3成                                        30 25 35 both rounded percent
    三成五                                          35 34.5 35.5 both rounded percent
    4.50元                                          4.5 4.495 4.505 both rounded CNY
    2.0倍                                           2 1.95 2.05 both rounded times
""")
ABOUT = read_table("""
    约300人|約300人|大约300人|大約300人|大概300人|约莫300人     300 - - neither about persons
    300人左右|300人上下|约有300人|约为300人|約300人左右         300 - - neither about persons
    十来个|十來個|十来个左右                                    10 - - neither about number
    30来岁|三十来岁|三十來歲                                    30 - - neither about years_of_age
    约1.5万亩|約1.5萬畝                                         15000 - - neither about mu
    约增长300人|约等于300人|約下降300人                     300 - - neither about persons
    差不多300人|约需300人|约計300人|约合300人               300 - - neither about persons
    约占30%|約佔30%|30%左右                                     30 - - neither about percent
    一万来人|一萬來人                                           10000 - - neither about persons
""")
NEARLY = read_table("""
    近300人|将近300人|將近300人|接近300人|近三百人          300 - 300 neither nearly persons
    近百人|近一百人                                         100 - 100 neither nearly persons
    近万户|近萬戶|近1万户                                   10000 - 10000 neither nearly households
    近14.3万例                                              143000 - 143000 neither nearly cases
    近亿元|近億元                                     100000000 - 100000000 neither nearly CNY
    近20分钟                                                20 - 20 neither nearly minutes
    将近三年|接近三年|將近3年                               3 - 3 neither nearly years
    近一半                                                  0.5 - 0.5 neither nearly -
    近八成|近80%|近百分之八十                               80 - 80 neither nearly percent
""")
MORE_THAN = read_table("""
    300余人|300餘人|300多人|三百余人|三百餘人|三百多人      300 300 - neither more_than persons
    超300人|超过300人|超過300人|逾300人|突破300人|多于300人 300 300 - neither more_than persons
    超出300人|高于300人|大于300人                           300 300 - neither more_than persons
    十几个|十幾個|10几个|10余个|十多个|十多個               10 10 - neither more_than number
    百余人|百餘人|一百余人|百多人                           100 100 - neither more_than persons
    800余人次|八百餘人次                                    800 800 - neither more_than person_times
    5000多万元|五千多万元|五千多萬元                50000000 50000000 - neither more_than CNY
    十几亿元|十幾億元                             1000000000 1000000000 - neither more_than CNY
    3万余户|3萬餘戶|三万余户                              30000 30000 - neither more_than households
    5公里多                                                 5 5 - neither more_than kilometres
    三年多|3年多                                            3 3 - neither more_than years
    两个多月|兩個多月                                       2 2 - neither more_than months
    两个多小时|兩個多小時                                   2 2 - neither more_than hours
    超七成|超70%|逾七成|超过百分之七十                      70 70 - neither more_than percent
    超过了5000元|超過了5000元                               5000 5000 - neither more_than CNY
    300人有余|不止300人                           300 300 - neither more_than persons
    60岁开外|六十岁出头|60歲出頭                            60 60 - neither more_than years_of_age
    >300人|＞300人                                          300 300 - neither more_than persons
    三成多|30%多|百分之三十多                               30 30 - neither more_than percent
    一半多|超过一半|超過一半                                0.5 0.5 - neither more_than -
    15余家|十五余家|15餘家                                  15 15 - neither more_than number
    半个多月|半個多月                                       0.5 0.5 - neither more_than months
""")
AT_LEAST = read_table("""
    300人以上|300人及以上|至少300人|最少300人               300 300 - left at_least persons
    不少于300人|不少於300人|不低于300人|不下300人           300 300 - left at_least persons
    不下于300人|不小于300人                                 300 300 - left at_least persons
    上百人                                                  100 100 - left at_least persons
    上千名                                                  1000 1000 - left at_least persons
    上万户|上萬戶                                           10000 10000 - left at_least households
    60岁以上|六十岁以上|60歲以上|60周岁及以上               60 60 - left at_least years_of_age
    90%以上|九成以上|百分之九十以上                         90 90 - left at_least percent
    2000万元以上|2000萬元以上                               20000000 20000000 - left at_least CNY
    300人（含）以上|300人(含)以上|300人（含300人）以上      300 300 - left at_least persons
    300人及其以上|300人或以上                               300 300 - left at_least persons
    至少增长300元|至少提高300元                             300 300 - left at_least CNY
    百人以上|一百人以上                                     100 100 - left at_least persons
    亿元以上|1亿元以上|億元以上                 100000000 100000000 - left at_least CNY
    ≥90%|>=90%|≧90%                                         90 90 - left at_least percent
    一半以上                                                0.5 0.5 - left at_least -
    100+家|100家+|１００＋家                                100 100 - left at_least number
    没有低于300元|不得少于300元|未低于300元|起码300元       300 300 - left at_least CNY
    至少有300人|至少需要300人|至少达到300人                 300 300 - left at_least persons
    1万人之上                                               10000 10000 - left at_least persons
""")
LESS_THAN = read_table("""
    不足300人|不到300人|未满300人|未滿300人|不满300人       300 - 300 neither less_than persons
    低于300人|低於300人|少于300人|少於300人|小于300人       300 - 300 neither less_than persons
    未到300人|未达300人|未達300人                           300 - 300 neither less_than persons
    <300人|＜300人                                          300 - 300 neither less_than persons
    不足百人|不到一百人                                     100 - 100 neither less_than persons
    不到三成|不足30%                                        30 - 30 neither less_than percent
    不到10分钟|不到十分鐘                                   10 - 10 neither less_than minutes
    不及300人|不够300人|未达到300人|没有达到300人|沒到300人 300 - 300 neither less_than persons
    未满16周岁|未滿16周歲                                   16 - 16 neither less_than years_of_age
""")
AT_MOST = read_table("""
    不超过300人|不超過300人|不多于300人|至多300人|最多300人 300 - 300 right at_most persons
    300人以下|300人以内|300人以內|300人及以下|300人之内     300 - 300 right at_most persons
    不高于300元|不大于300元                                 300 - 300 right at_most CNY
    未超过300人|不超300人|没有突破300人|不会多于300人       300 - 300 right at_most persons
    不得高于5%|不能超过5%|不應超過5%                        5 - 5 right at_most percent
    30日内|三十日内|30日內                                  30 - 30 right at_most days
    ≤5%|<=5%|＜＝5%|≦5%                                     5 - 5 right at_most percent
    300人（含）以下|300人（含）以内                         300 - 300 right at_most persons
    百元以内|一百元以内                                     100 - 100 right at_most CNY
    15分钟内|15分钟以内|15分鐘內                            15 - 15 right at_most minutes
    3公里内|3公里以内                                       3 - 3 right at_most kilometres
    5.5%以内|5.5％以內                                      5.5 - 5.5 right at_most percent
""")


def _check(expected: Quantity) -> None:
    assert expected == parse_quantity(expected.text)


def _name(says: object) -> str:
    return says.text if isinstance(says, Quantity) else str(says)


@pytest.mark.parametrize("says", EXACT, ids=_name)
def test_a_plain_number_asserts_both_ends(says: Quantity) -> None:
    _check(says)


@pytest.mark.parametrize("says", ROUNDED, ids=_name)
def test_a_number_whose_print_hides_places_is_rounded_at_the_last_one(says: Quantity) -> None:
    _check(says)


@pytest.mark.parametrize("says", ABOUT, ids=_name)
def test_a_hedge_asserts_no_bound(says: Quantity) -> None:
    _check(says)


@pytest.mark.parametrize("says", NEARLY, ids=_name)
def test_nearly_asserts_an_upper_bound_that_is_not_reached(says: Quantity) -> None:
    _check(says)


@pytest.mark.parametrize("says", MORE_THAN, ids=_name)
def test_more_than_asserts_a_lower_bound_that_is_passed(says: Quantity) -> None:
    _check(says)


@pytest.mark.parametrize("says", AT_LEAST, ids=_name)
def test_at_least_includes_its_lower_bound(says: Quantity) -> None:
    _check(says)


@pytest.mark.parametrize("says", LESS_THAN, ids=_name)
def test_less_than_excludes_its_upper_bound(says: Quantity) -> None:
    _check(says)


@pytest.mark.parametrize("says", AT_MOST, ids=_name)
def test_at_most_includes_its_upper_bound(says: Quantity) -> None:
    _check(says)


COMBINED = read_table("""
    超过300人以上|至少300多人|超300人及以上         300 300 - left at_least persons
    不足300人以内|近300人以内                       300 - 300 right at_most persons
    近300余人|近300多人|不到300余人                 300 - - neither about persons
    约300余人|大约300多人|超300人左右|至少300人左右 300 - - neither about persons
    近300人左右|不超过300人左右                     300 - - neither about persons
""")


@pytest.mark.parametrize("says", COMBINED, ids=_name)
def test_the_weaker_of_two_claims_stands_and_a_contradiction_is_a_hedge(says: Quantity) -> None:
    _check(says)
