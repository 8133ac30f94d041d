"""The words for units, and the code of each. Pure.

A code is neutral between languages and the same word that the column `unit_measure` holds. What
is merely counted has the unit `number`.
"""

from __future__ import annotations

from decimal import Decimal

UNITS = {
    "persons": "人 名 位",
    "person_times": "人次",
    "households": "户",
    "cases": "例",
    "percent": "%",
    "percentage_points": "个百分点 百分点",
    "per_mille": "‰",
    "times": "倍",
    "CNY": "元 块钱 元钱 元人民币 人民币",
    "USD": "美元 美金",
    "HKD": "港元 港币",
    "EUR": "欧元",
    "JPY": "日元",
    "GBP": "英镑",
    "seconds": "秒 秒钟",
    "minutes": "分钟",
    "hours": "小时 个小时 h",
    "class_hours": "课时 学时",
    "days": "天 日",
    "working_days": "个工作日 工作日",
    "weeks": "周 个星期 星期",
    "months": "个月",
    "years": "年 周年",
    "years_of_age": "岁 周岁",
    "kilometres": "公里 千米 km",
    "metres": "米 m",
    "centimetres": "厘米 cm",
    "millimetres": "毫米 mm",
    "square_metres": "平方米 平米 ㎡ m²",
    "square_kilometres": "平方公里 平方千米 km²",
    "cubic_metres": "立方米 m³",
    "mu": "亩",
    "hectares": "公顷 hm²",
    "tonnes": "吨 t",
    "kilograms": "公斤 千克 kg",
    "jin": "斤",
    "grams": "克 g",
    "milligrams": "毫克 mg",
    "litres": "升 L",
    "millilitres": "毫升 ml mL",
    "kilovolts": "千伏 kV",
    "kilowatts": "千瓦 kW",
    "megawatts": "兆瓦 MW",
    "kilowatt_hours": "千瓦时 kWh",
    "degrees_celsius": "℃ 摄氏度",
    "number": (
        "个 所 家 条 场 次 大 项 件 份 座 片 批 种 类 台 辆 套 间 处 栋 幢 支 只 头 匹 张 篇 "
        "部 部门 页 字 本 册 幅 艘 架 列 队 门 节 层 笔 宗 起 枚 株 棵 顿 趟 遍 轮 堂 对 双 "
        "组 群 股 盏 颗 粒 桶 箱 袋 车次 户次 场次 台次 件次 例次 辆次 架次 眼 口 针 剂 桩 "
        "大笔 大批 大块 大片 大类"
    ),
}
CODES = {word: code for code, words in UNITS.items() for word in words.split()}

WITHIN_PARTS = {"分": "minutes"}
"""Words that are units only in a number of two units: 1小时30分, 3分20秒."""

WORDS = CODES | WITHIN_PARTS

PARTS = {
    ("hours", "minutes"): Decimal(60),
    ("minutes", "seconds"): Decimal(60),
    ("years", "months"): Decimal(12),
    ("years_of_age", "months"): Decimal(12),
}
"""Two units that make one number, 1小时30分 being 90 minutes, and how many of one are the other."""

TENTH = Decimal(10)
"""What a tenth (成) is in percent: 三成 is 30 percent, 三成五 is 35."""

RATIOS = {"百分之": "percent", "千分之": "per_mille"}
"""The words before a number that make it a share."""

COUNTED = frozenset({"persons", "person_times", "households", "cases", "number"})
"""What comes in wholes: no part of it (三年半), and nothing lost (胜3负2) makes it negative."""

CALENDAR_DURATIONS = frozenset({"days", "working_days", "weeks", "months", "years"})
"""Before these, 近 means the most recent ones and not nearly so many."""
