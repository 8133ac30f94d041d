"""The words and signs for currencies, by their codes (ISO 4217). Pure.

`元` says a currency only together with a place: it is the renminbi in Beijing, the Hong Kong
dollar in Hong Kong. Its code here is `UNNAMED`, which `money` replaces by the currency meant.
"""

from __future__ import annotations

UNNAMED = "currency"
"""The unit of an amount whose words do not say, or do not agree, of which currency it is."""

CURRENCIES = {
    UNNAMED: "元 块钱 元钱 圆",
    "CNY": "元人民币 元(人民币) 块人民币 人民币 人民币元 人民元",
    "HKD": "港元 港币 港圆 元港币 元港元 元(港币) 元(港元) 港纸 蚊 HKD",
    "TWD": "新台币 台币 元新台币 元台币 元(新台币) TWD NTD",
    "MOP": "澳门元 澳门币 澳门圆 元澳门币 元(澳门币) 葡币 MOP",
    "USD": "美元 美金 美圆 USD",
    "EUR": "欧元 EUR €",
    "JPY": "日元 日圆 日币 円 JPY",
    "GBP": "英镑 镑 GBP",
    "KRW": "韩元 韩圆 韩币 KRW",
    "SGD": "新加坡元 坡币 新币 新元 SGD",
    "AUD": "澳元 澳大利亚元 AUD",
    "CAD": "加元 加拿大元 加币 CAD",
    "NZD": "新西兰元 纽元 NZD",
    "CHF": "瑞士法郎 瑞郎 CHF",
    "RUB": "卢布 RUB",
    "THB": "泰铢 THB",
    "VND": "越南盾 VND",
    "MYR": "马币 令吉 MYR",
}
"""Words after a number."""

CURRENCY_CODES = frozenset(CURRENCIES) - {UNNAMED}
"""The currencies that the reader can tell (ISO 4217)."""

BEFORE = {
    "CNY": "人民币 RMB CNY CN¥",
    "HKD": "港币 港元 港纸 HKD HK$",
    "TWD": "新台币 台币 NTD TWD NT$",
    "MOP": "澳门币 澳门元 葡币 MOP MOP$",
    "USD": "美元 美金 USD US$",
    "EUR": "欧元 EUR €",
    "JPY": "日元 日圆 日币 JPY JP¥",
    "GBP": "英镑 GBP £",
    "SGD": "SGD S$",
    "AUD": "AUD A$ AU$",
    "CAD": "CAD C$ CA$",
    "$": "$",
    "¥": "¥",
}
"""Words and signs before a number."""

SIGNED = frozenset(
    word for words in BEFORE.values() for word in words.split() if word[-1] in "$¥€£"
)
"""Those of them that belong to the expression: US$500, but 12万元 of 新台币12万元."""

SIGNS = {
    "$": ("USD", "HKD", "TWD", "MOP", "SGD", "AUD", "CAD", "NZD"),
    "¥": ("CNY", "JPY"),
}
"""Signs that several currencies share; the first is what it says where none is the place's."""

YUAN = frozenset({"CNY", "HKD", "TWD", "MOP"})
"""The currencies whose amounts are also written with a bare 元."""

PLACES = {
    "CN": "CNY",
    "HK": "HKD",
    "TW": "TWD",
    "MO": "MOP",
    "SG": "SGD",
    "US": "USD",
    "JP": "JPY",
    "GB": "GBP",
    "KR": "KRW",
    "AU": "AUD",
    "CA": "CAD",
    "NZ": "NZD",
    "MY": "MYR",
}
"""What 元 is at a place (ISO 3166-1 alpha-2); at any other it stays `UNNAMED`."""
