"""Sentences in the style of statistical bulletins, with exactly the quantities they state."""

from __future__ import annotations

import pytest

from linhe_opendata.quantities import Mention, Quantity, read_numbers, read_quantities

BULLETINS = {
    "2024年，全区医疗机构总诊疗126.4万人次，比上年增长4.8%，出院2.1万余人。": [
        "126.4万人次 rounded person_times",
        "4.8% rounded percent",
        "2.1万余人 more_than persons",
    ],
    "截至12月31日，共有各级各类学校87所，在校学生近4万人，专任教师3512人。": [
        "87所 exact number",
        "近4万人 nearly persons",
        "3512人 exact persons",
    ],
    "城镇登记失业率控制在4.5%以内，新增就业不少于3000人。": [
        "4.5%以内 at_most percent",
        "不少于3000人 at_least persons",
    ],
    "第一产业增加值下降1.2%，第三产业占比超过一半，比重提高0.3个百分点。": [
        "1.2% rounded percent",
        "超过一半 more_than ",
        "0.3个百分点 rounded percentage_points",
    ],
    "人口自然增长率为-0.99‰，60岁及以上老人占23.6%。": [
        "-0.99‰ rounded per_mille",
        "60岁及以上 at_least years_of_age",
        "23.6% rounded percent",
    ],
    "“十四五”以来，全区改造老旧小区三十余个，惠及居民一万二千多户。": [
        "三十余个 more_than number",
        "一万二千多户 more_than households",
    ],
    "一、二季度分别开工5个和8个项目，总投资约3.6亿元。": [
        "5个 exact number",
        "8个 exact number",
        "约3.6亿元 about CNY",
    ],
    "居民步行10～15分钟可到站点，票价两三元，最多不超过5元。": [
        "10～15分钟 range minutes",
        "两三元 range CNY",
        "不超过5元 at_most CNY",
    ],
    "门诊费由120元降至85元，降幅近三成，群众满意率达98.5%以上。": [
        "120元 exact CNY",
        "85元 exact CNY",
        "近三成 nearly percent",
        "98.5%以上 at_least percent",
    ],
    "全年用电 12.6 亿千瓦时，近 300 家企业参加，历时 1 小时 30 分钟。": [
        "12.6 亿千瓦时 rounded kilowatt_hours",
        "近 300 家 nearly number",
        "1 小时 30 分钟 exact minutes",
    ],
    "近三年來，鎮裡新建養老院七八所，床位五百餘張，服務半徑15分鐘。": [
        "三年 exact years",
        "七八所 range number",
        "五百餘張 more_than number",
        "15分鐘 exact minutes",
    ],
    "咨询请拨12345热线或0478-8212345，每周一至周五8:30—17:30。": [],
    "会期从3月5日到11日，第3次全体会议听取了一批议题，十分重要。": [],
    "粮食总产量14.3亿斤，其中玉米占六成五，亩产不到1200斤，减产的村仅有3个。": [
        "14.3亿斤 rounded jin",
        "六成五 rounded percent",
        "不到1200斤 less_than jin",
        "3个 exact number",
    ],
}


def _words(quantity: Quantity) -> str:
    return f"{quantity.text} {quantity.qualifier} {quantity.unit}"


@pytest.mark.parametrize("sentence", BULLETINS)
def test_a_sentence_states_exactly_these_quantities(sentence: str) -> None:
    assert BULLETINS[sentence] == [_words(one) for one in read_quantities(sentence)]


def test_every_number_of_a_text_is_read_or_mentioned_in_order() -> None:
    text = "2024年第3季度的8:30，G6旁1:3的图上，约300人走过二中。"
    expected = [
        "2024年 date",
        "第3 ordinal",
        "8:30 time",
        "G6 identifier",
        "1:3 ratio",
        "约300人 about",
        "二中 numeral",
    ]
    assert expected == [
        f"{one.text} {one.kind if isinstance(one, Mention) else one.qualifier}"
        for one in read_numbers(text)
    ]


def test_a_position_counts_code_points_and_slices_back() -> None:
    text = "𠮷野家：近300人，９１．４％。"
    expected = [("近300人", 4, 9), ("９１．４％", 10, 15)]
    assert expected == [(one.text, one.start, one.end) for one in read_quantities(text)]


@pytest.mark.parametrize("text", ["", "。", "没有数字", "\n\n", "abc"])
def test_a_text_without_numbers_has_none(text: str) -> None:
    assert not list(read_numbers(text))
