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
    "CNY": "元 块钱 元钱 元人民币",
    "USD": "美元",
    "HKD": "港元",
    "EUR": "欧元",
    "JPY": "日元",
    "GBP": "英镑",
    "seconds": "秒 秒钟",
    "minutes": "分钟",
    "hours": "小时 个小时 h",
    "class_hours": "课时 学时",
    "days": "天",
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
    "litres": "升 L",
    "kilowatts": "千瓦 kW",
    "megawatts": "兆瓦 MW",
    "kilowatt_hours": "千瓦时 kWh",
    "degrees_celsius": "℃ 摄氏度",
    "number": (
        "个 所 家 条 场 次 大 项 件 份 座 片 批 种 类 台 辆 套 间 处 栋 幢 支 只 头 匹 张 篇 部 "
        "部门 本 册 幅 艘 架 列 队 门 节 层 笔 宗 起 枚 株 棵 顿 趟 遍 轮 堂 对 双 组 群 股 盏 颗 "
        "粒 桶 箱 袋 车次 眼 口 针 剂 桩 大笔 大批 大块 大片 大类"
    ),
}
CODES = {word: code for code, words in UNITS.items() for word in words.split()}

TENTHS = "成"
"""The word for tenths, which are percent: 三成 is 30 percent, 三成五 is 35."""
TENTH = Decimal(10)

RATIOS = {"百分之": "percent", "千分之": "per_mille"}
"""The words before a number that make it a share."""

DURATIONS = frozenset({"seconds", "minutes", "hours", "days", "weeks", "months", "years"})
CALENDAR_DURATIONS = frozenset({"days", "weeks", "months", "years"})
"""Before these, 近 means the most recent ones and not nearly so many."""

SIGNED = frozenset({"percent", "percentage_points", "degrees_celsius", ""})
"""Units whose numbers may be negative; elsewhere a hyphen is a hyphen."""
