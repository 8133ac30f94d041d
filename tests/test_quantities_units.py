"""A unit is a code that does not depend on the words for it; parts and shares are computed."""

from __future__ import annotations

import pytest
from quantity_tables import read_table, spell

from linhe_opendata.quantities import Quantity, parse_quantity, read_quantities

UNITS = {
    "persons": "5人|5名|5位|五人|５名",
    "person_times": "5人次|五人次",
    "households": "5户|5戶|五户",
    "cases": "5例|五例",
    "CNY": "5元|5块钱|5塊錢|5元钱|5元人民币|5元人民幣|五元",
    "USD": "5美元|五美元",
    "HKD": "5港元",
    "EUR": "5欧元|5歐元",
    "JPY": "5日元",
    "GBP": "5英镑|5英鎊",
    "seconds": "5秒|5秒钟|5秒鐘",
    "minutes": "5分钟|5分鐘|五分鍾",
    "hours": "5小时|5个小时|5個小時|5h",
    "class_hours": "5课时|5課時|5学时|5學時",
    "days": "5天|五天",
    "working_days": "5个工作日|5個工作日|5工作日",
    "weeks": "5周|5週|5个星期|5星期",
    "months": "5个月|5個月|五个月",
    "years": "5年|五年|5周年",
    "years_of_age": "5岁|5歲|5周岁",
    "kilometres": "5公里|5千米|5km|五千米",
    "metres": "5米|5m",
    "centimetres": "5厘米|5cm",
    "millimetres": "5毫米|5mm",
    "square_metres": "5平方米|5平米|5㎡|5m²",
    "square_kilometres": "5平方公里|5平方千米|5km²",
    "cubic_metres": "5立方米|5m³",
    "mu": "5亩|5畝",
    "hectares": "5公顷|5公頃|5hm²",
    "tonnes": "5吨|5噸|5t",
    "kilograms": "5公斤|5千克|5kg",
    "jin": "5斤",
    "grams": "5克|5g",
    "litres": "5升|5L",
    "millilitres": "5毫升|5ml|5mL",
    "kilovolts": "5千伏|5kV",
    "kilowatts": "5千瓦|5kW|五千瓦",
    "megawatts": "5兆瓦|5MW",
    "kilowatt_hours": "5千瓦时|5千瓦時|5kWh",
    "degrees_celsius": "5℃|5摄氏度|5攝氏度",
    "number": (
        "5个|5個|5所|5家|5条|5條|5场|5次|5大|5项|5件|5份|5座|5片|5批|5种|5类|5台|5辆|5套|5间|5处"
        "|5栋|5支|5只|5隻|5头|5匹|5张|5篇|5部|5本|5册|5艘|5架|5门|5节|5笔|5宗|5枚|5株|5棵|5颗|5对"
        "|5双|5组|5袋|5箱|5车次|五个|五所|5部门"
    ),
    "": "5|15|五十",
}
SHARES = read_table("""
    5%|5％|百分之五|百分之5                 5 4.5 5.5 both rounded percent
    5.5%|百分之五点五|百分之五點五          5.5 5.45 5.55 both rounded percent
    100%|百分之百|百分之一百                100 99.5 100.5 both rounded percent
    0.5%|百分之零点五                       0.5 0.45 0.55 both rounded percent
    3‰|千分之三                             3 2.5 3.5 both rounded per_mille
    6.77‰                                   6.77 6.765 6.775 both rounded per_mille
    4个百分点|4個百分點|4百分点|四个百分点  4 3.5 4.5 both rounded percentage_points
    1.2个百分点                             1.2 1.15 1.25 both rounded percentage_points
    三成|3成                                30 25 35 both rounded percent
    三成五|三成半                          35 34.5 35.5 both rounded percent
    三分之二                                0.6666666667 0.66666666665 0.66666666675 both rounded -
    三分之一                                0.3333333333 0.33333333325 0.33333333335 both rounded -
    四分之一                                0.25 0.25 0.25 both exact -
    十分之三                                0.3 0.3 0.3 both exact -
    万分之五|萬分之五                       0.0005 0.0005 0.0005 both exact -
    万分之0.5                               0.00005 0.000045 0.000055 both rounded -
    一半                                    0.5 0.5 0.5 both exact -
""")
HALVES = read_table("""
    三年半                                  3.5 3.5 3.5 both exact years
    两个半小时|兩個半小時                   2.5 2.5 2.5 both exact hours
    一个半月|一個半月                       1.5 1.5 1.5 both exact months
    半年                                    0.5 0.5 0.5 both exact years
    半个月|半個月                           0.5 0.5 0.5 both exact months
    半小时|半个小时|半個小時                0.5 0.5 0.5 both exact hours
    半天                                    0.5 0.5 0.5 both exact days
    一倍半                                  1.5 1.5 1.5 both exact times
    2公里半                                 2.5 2.5 2.5 both exact kilometres
""")
PARTS = read_table("""
    1小时30分|1小时30分钟|1小時30分鐘|一小时三十分 90 90 90 both exact minutes
    1个小时零5分钟                          65 65 65 both exact minutes
    3分20秒                                 200 200 200 both exact seconds
    两年三个月|2年3个月                     27 27 27 both exact months
    2岁3个月                                27 27 27 both exact months
    约1小时20分钟                           80 - - neither about minutes
    2岁3个月以上                            27 27 - left at_least months
    -1分20秒                                -80 -80 -80 both exact seconds
""")
SIGNED = read_table("""
    -5.3%|负5.3%|－5.3%|−5.3%               -5.3 -5.35 -5.25 both rounded percent
    -0.99‰                                  -0.99 -0.995 -0.985 both rounded per_mille
    -3.2亿元|负3.2亿元|負3.2億元            -320000000 -325000000 -315000000 both rounded CNY
    零下20℃|-20℃|零下20摄氏度               -20 -20 -20 both exact degrees_celsius
    -300人                                  -300 -300 -300 both exact persons
    近-5%|低于-5%                           -5 - - neither about percent
    -5%以下|-5%及以下                       -5 - -5 right at_most percent
    -5%以上|不低于-5%                       -5 -5 - left at_least percent
""")


@pytest.mark.parametrize(
    ("text", "unit"), [(text, unit) for unit, texts in UNITS.items() for text in spell(texts)]
)
def test_all_words_for_a_unit_have_one_code(text: str, unit: str) -> None:
    assert unit == parse_quantity(text).unit


@pytest.mark.parametrize("says", SHARES, ids=lambda says: says.text)
def test_a_share_is_in_its_unit_and_rounded_where_it_was_measured(says: Quantity) -> None:
    assert says == parse_quantity(says.text)


@pytest.mark.parametrize("says", HALVES, ids=lambda says: says.text)
def test_a_half_is_a_half_of_its_unit(says: Quantity) -> None:
    assert says == parse_quantity(says.text)


@pytest.mark.parametrize("says", PARTS, ids=lambda says: says.text)
def test_two_units_make_one_number_in_the_smaller_one(says: Quantity) -> None:
    assert says == parse_quantity(says.text)


@pytest.mark.parametrize("says", SIGNED, ids=lambda says: says.text)
def test_a_number_below_zero_keeps_its_sign(says: Quantity) -> None:
    assert says == parse_quantity(says.text)


@pytest.mark.parametrize("text", spell("零下10多℃|超过-5%|不到-5%|接近零下20℃"))
def test_a_claim_about_the_size_of_a_number_below_zero_asserts_no_bound(text: str) -> None:
    quantity = parse_quantity(text)
    expected = ("about", None, None)
    assert expected == (quantity.qualifier, quantity.lower, quantity.upper)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲公司5000元-3000元", ["5000元", "3000元"]),
        ("增长——5%", ["5%"]),
        ("胜3负2", ["3", "2"]),
        ("背负30万元债务", ["30万元"]),
        ("负3人", ["3人"]),
        ("出口-3.2%，进口-5%", ["-3.2%", "-5%"]),
    ],
)
def test_a_hyphen_between_words_is_no_minus(text: str, found: list[str]) -> None:
    assert found == [quantity.text for quantity in read_quantities(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一年12个月", ["一年", "12个月"]),
        ("一年半载", ["一年"]),
        ("二十四节气", ["二十四"]),
        ("两个半球", ["两个"]),
        ("3家半导体企业", ["3家"]),
        ("每月100元半年付", ["100元", "半年"]),
        ("上半年和下半年", []),
        ("一半径", []),
    ],
)
def test_what_is_no_part_of_a_unit_is_left_out(text: str, found: list[str]) -> None:
    assert found == [quantity.text for quantity in read_quantities(text)]
