"""What looks like a quantity and is none, and words that belong to other words."""

from __future__ import annotations

import pytest
from quantity_tables import spell

from linhe_opendata.errors import UnreadableQuantityError
from linhe_opendata.quantities import Mention, parse_quantity, read_numbers, read_quantities

OTHERS = {
    "date": (
        "2024年|二〇二四年|二零二四年|2024—2025年|2024~2025年|2023年、2024年|11月29日|十一月二十九日"
        "|2024年11月29日|2024 年 11 月 29 日|二〇二五年十二月三十一日|11月|1—10月|1-10月|1至10月"
        "|2024年1月至11月|2024-12-30|2024/12/30|2024.12.30|2024-2025学年|2024/2025学年|29日|29号"
        "|90年代|九十年代|21世纪|一季度|二季度|一至三季度|一、二季度|90后|〇〇后|9·18|08年"
    ),
    "time": (
        "8:30|14:00|8:30:15|8点|两点半|十点半|十點半|3点钟|8时|9时30分|上午9点30分|8点到10点|8时至20时"
    ),
    "ordinal": "第三|第3|第1至3|第一、二、三|第二十一|第一百零五|第 3|十一届|第十一|二十届",
    "ratio": "1:3|3比1|1.5:1|7/24|7×24|7*24|2.5×10^6|10^6|5+2|1+X|1+3+N|3+1+2",
    "identifier": (
        "COVID-19|PM2.5|H1N1|A4|G6|1.2.3|三年级|3年级|3号楼|102路|500强|一级|三级|2型|501室|007|3楼|十八大|二十大|15080219900101123X"
    ),
    "telephone": "0478-8212345|400-123-4567|13812345678|12345热线|120急救",
    "numeral": (
        "5G|3D|二中|一方面|五四运动|十四五规划|一起|统一|万一|十分重要|百姓|一次性|一般|一些|之一"
        "|三甲医院|二孩|三峡|五位一体|三等奖|一把手|零距离|零部件|百货|四是|廿五|十三五|双十"
    ),
}
NOTHING = (
    "2024年度|1—10月份|第3名|第三名|千家万户|十、二、三|数百人|几十|几十人|好几百人"
    "|百人|万元|百里挑一|四面八方|上半年|下半年|前三季度|前11个月|公元前221年|第七次|第十四个|双11"
    "|八路军|4A级|5A级景区|国道110线|九年级|3至六年级|三月份|元素|部分|建成|近日|上面|约好|超声|多次|半导体"
    "|二氧化碳|两位数|一大步|1、总体要求|2．主要任务|（3）加强领导"
)


def _words(found: str) -> list[str]:
    return spell(found) if found else []


@pytest.mark.parametrize(
    ("text", "kind"), [(text, kind) for kind, texts in OTHERS.items() for text in spell(texts)]
)
def test_a_number_that_is_no_quantity_is_mentioned_with_its_kind(text: str, kind: str) -> None:
    found = list(read_numbers(text))
    assert {kind} == {one.kind for one in found if isinstance(one, Mention)}
    assert read_quantities(text) == []


@pytest.mark.parametrize("text", spell(NOTHING))
def test_no_quantity_is_read_into_a_date_a_name_or_an_idiom(text: str) -> None:
    assert read_quantities(text) == []


@pytest.mark.parametrize(
    "text", spell("2024年|11月29日|第三|8:30|1:3|5G|PM2.5|三年级|0478-8212345")
)
def test_what_is_no_quantity_cannot_be_parsed_as_one(text: str) -> None:
    with pytest.raises(UnreadableQuantityError):
        parse_quantity(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("附近300米", "300米"),
        ("最近3天", "3天"),
        ("节约300万元|節約300万元", "300万元"),
        ("预约300人次|預約300人次", "300人次"),
        ("签约12个项目", "12个"),
        ("违约3起案件", "3起"),
        ("网上300人|線上300人", "300人"),
        ("以上300人", "300人"),
        ("晚上百人聚会", ""),
        ("赶超300家", "300家"),
        ("中超3场", "3场"),
        ("想不到300人", "300人"),
        ("新突破3项", "3项"),
        ("侦破30起案件", "30起"),
        ("近三年", "三年"),
        ("近3年", "3年"),
        ("近百年", ""),
        ("肩负3项", "3项"),
        ("B超3台", "3台"),
        ("甲->300人", "300人"),
        ("山上有百人", ""),
    ],
)
def test_a_word_that_ends_another_word_qualifies_nothing(text: str, found: str) -> None:
    for spelling in spell(text):
        assert _words(found) == [quantity.text for quantity in read_quantities(spelling)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("扩大约300亩", "大约300亩"),
        ("供应约300吨", "约300吨"),
        ("这条约300米的路", "约300米"),
        ("尚未超过300人", "未超过300人"),
        ("也就十二三元", "十二三元"),
        ("MRI约300元", "约300元"),
        ("p<0.05", "<0.05"),
    ],
)
def test_a_qualifier_counts_even_after_a_character_that_can_join_it(text: str, found: str) -> None:
    assert [found] == [quantity.text for quantity in read_quantities(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("300多元化服务", "300"),
        ("3成立", "3"),
        ("3部分", "3"),
        ("3元素", "3"),
        ("3年级", ""),
        ("15多家", "15"),
        ("5多样", "5"),
        ("30来自", "30"),
        ("3家多次", "3家"),
        ("5个内科", "5个"),
        ("300人内部", "300人"),
        ("3公里内容", "3公里"),
        ("40岁上下班", "40岁"),
        ("300米左右两侧", "300米"),
        ("5家以下简称", "5家"),
        ("5km2", "5km2"),
        ("5km4", ""),
        ("3人员", "3"),
        ("20多次", "20多次"),
        ("30度以上", ""),
        ("50平左右", ""),
        ("50平", "50"),
        ("20户次", "20户次"),
        ("20人均已出院", "20人"),
        ("3家政府部门", "3家"),
        ("5家园区企业", "5家"),
        ("300万人民币", "300万人民币"),
        ("一个个", "一个个"),
        ("三个个体户", "三个"),
        ("一起案件", "一起"),
        ("一起去", ""),
        ("3口井", "3口"),
    ],
)
def test_a_word_that_begins_another_word_is_left_to_it(text: str, found: str) -> None:
    assert _words(found) == [quantity.text for quantity in read_quantities(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("周五8:30", ""),
        ("周五8人", "8人"),
        ("截至2024一共300人", "300人"),
        ("图一300人", "300人"),
    ],
)
def test_digits_of_two_scripts_make_no_numeral_without_a_scale(text: str, found: str) -> None:
    assert _words(found) == [quantity.text for quantity in read_quantities(text)]
