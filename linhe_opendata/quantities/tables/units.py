"""The words for units, and the code of each. Pure.

A code is neutral between languages and the same word that the column `unit_measure` holds. What
is merely counted has the unit `number`. Money has the code of its currency (ISO 4217).
"""

from __future__ import annotations

from decimal import Decimal

from linhe_opendata.quantities.tables.currencies import CURRENCIES, UNNAMED
from linhe_opendata.quantities.tables.measures import MEASURES

UNITS = {
    "persons": "人 名 位",
    "person_times": "人次 人(次)",
    "households": "户",
    "cases": "例",
    "percent": "%",
    "percentage_points": "个百分点 百分点",
    "basis_points": "个基点 基点",
    "per_mille": "‰",
    "times": "倍",
    "seconds": "秒 秒钟",
    "milliseconds": "毫秒",
    "minutes": "分钟 min",
    "hours": "小时 个小时 个钟头 钟头 h",
    "class_hours": "课时 学时 个课时 个学时",
    "days": "天 日 昼夜 个昼夜 日历天 日历日 自然日 个日历天 个自然日",
    "working_days": "个工作日 工作日 个工作天 工作天",
    "weeks": "周 个星期 星期 个礼拜 礼拜",
    "months": "个月",
    "years": "年 周年 个年头 年头 载",
    "years_of_age": "岁 周岁",
    "kilometres": "公里 千米 km KM Km",
    "nautical_miles": "海里",
    "metres": "米 公尺 m",
    "decimetres": "分米",
    "centimetres": "厘米 公分 cm CM",
    "millimetres": "毫米 mm MM",
    "micrometres": "微米 μm",
    "nanometres": "纳米 nm",
    "square_metres": "平方米 平米 平方 平方公尺 m2 m² ㎡ M2",
    "square_kilometres": "平方公里 平方千米 km2 km²",
    "square_feet": "平方呎 平方尺 平方英尺",
    "feet": "呎 英尺",
    "ping": "坪",
    "cubic_metres": "立方米 立方公尺 立方 m3 m³",
    "mu": "亩",
    "hectares": "公顷 hm2 hm² ha",
    "tonnes": "吨 公吨 t",
    "kilograms": "公斤 千克 kg KG Kg",
    "jin": "斤 市斤",
    "taiwan_catties": "台斤",
    "liang": "两",
    "grams": "克 g",
    "milligrams": "毫克 mg",
    "micrograms": "微克 μg",
    "litres": "升 公升 L",
    "kilolitres": "公秉",
    "millilitres": "毫升 ml mL ML",
    "volts": "伏 伏特",
    "kilovolts": "千伏 kV",
    "watts": "瓦 瓦特 W",
    "kilowatts": "千瓦 瓩 kW",
    "megawatts": "兆瓦 MW",
    "gigawatts": "吉瓦 GW",
    "kilovolt_amperes": "千伏安 kVA",
    "kilowatt_hours": "千瓦时 度电 kWh",
    "kilocalories": "千卡 大卡 kcal",
    "calories": "卡路里",
    "kilojoules": "千焦 kJ",
    "pascals": "帕",
    "hectopascals": "百帕 hPa",
    "kilopascals": "千帕 kPa",
    "megapascals": "兆帕 MPa",
    "kilohertz": "千赫 kHz",
    "megahertz": "兆赫 MHz",
    "decibels": "分贝 dB",
    "gigabytes": "GB",
    "terabytes": "TB",
    "megabytes": "MB 兆字节",
    "degrees_celsius": "℃ 摄氏度 °C",
    "tonnes_of_standard_coal": "吨标准煤 吨标煤",
    "points": "分",
    "number": MEASURES,
}
UNIT_CODES = {word: code for code, words in (UNITS | CURRENCIES).items() for word in words.split()}

FACTORS = {
    "角": (UNNAMED, "0.1"),
    "毛": (UNNAMED, "0.1"),
    "角钱": (UNNAMED, "0.1"),
    "毛钱": (UNNAMED, "0.1"),
    "分钱": (UNNAMED, "0.01"),
    "刻钟": ("minutes", "15"),
    "个世纪": ("years", "100"),
}
"""Words for a fixed part or a multiple of another unit: 8角 is 0.8 of whatever 元 is here."""

DISCOUNT = "折"
"""What is left of a price, in tenths or hundredths: 2折 is 20 percent of it, 八五折 85."""

WITHIN_PARTS = {"番": "times"}
"""Words that are units only in one form: 翻一番."""

WORDS = (UNIT_CODES | WITHIN_PARTS | {word: code for word, (code, _) in FACTORS.items()}) | {
    DISCOUNT: "percent"
}
IN_PARTS = WORDS | {"分": "minutes"}
"""What they are in a number of two units, where 分 is no point: 1小时30分, 3分20秒."""

PARTS = {
    ("hours", "minutes"): Decimal(60),
    ("minutes", "seconds"): Decimal(60),
    ("days", "hours"): Decimal(24),
    ("weeks", "days"): Decimal(7),
    ("years", "months"): Decimal(12),
    ("years_of_age", "months"): Decimal(12),
    ("kilometres", "metres"): Decimal(1000),
    ("metres", "centimetres"): Decimal(100),
    ("metres", "decimetres"): Decimal(10),
    ("centimetres", "millimetres"): Decimal(10),
    ("tonnes", "kilograms"): Decimal(1000),
    ("kilograms", "grams"): Decimal(1000),
    ("kilograms", "liang"): Decimal(20),
    ("jin", "liang"): Decimal(10),
    ("litres", "millilitres"): Decimal(1000),
}
"""Two units that make one number, 1小时30分 being 90 minutes, and how many of one are the other."""

SMALL_MONEY = {"角": Decimal("0.1"), "毛": Decimal("0.1"), "分": Decimal("0.01")}
"""Parts of 元, which make one number with it and stay in it: 5元8角 is 5.8."""

TENTH = Decimal(10)
"""What a tenth (成) is in percent: 三成 is 30 percent, 三成五 is 35."""

RATIOS = {"百分之": "percent", "千分之": "per_mille"}
"""The words before a number that make it a share."""

COUNTED = frozenset({"persons", "person_times", "households", "cases", "number"})
"""What comes in wholes: no part of it (三年半), and nothing lost (胜3负2) makes it negative."""

BELOW_ZERO = frozenset(
    {"percent", "per_mille", "percentage_points", "basis_points", "degrees_celsius"}
)
"""What is often below zero, so that 负 before it is its sign unless it ends another word."""

CALENDAR_DURATIONS = frozenset({"days", "working_days", "weeks", "months", "years"})
"""Before these, 近 means the most recent ones and not nearly so many."""
