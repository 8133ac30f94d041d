"""Three districts of different provinces whose projects begin, with publishers that are made up."""

from __future__ import annotations

DISTRICTS = {
    "yanchi": {
        "area": "鹽池縣",
        "area-en": "Yanchi County",
        "sets": "education,population,finance",
        "licence": "CC-BY-4.0",
        "publisher": "Friends of Yanchi",
    },
    "yunyang": {
        "area": "重庆市云阳县",
        "area-en": "Yunyang County",
        "sets": "housing",
        "licence": "CC0-1.0",
        "publisher": "云阳数据小组",
        "title": "Yunyang in numbers",
        "title-zh": "数说云阳",
    },
    "nanjing": {
        "area": "320100",
        "sets": "all",
        "licence": "ODbL-1.0",
        "publisher": "A, B & <C> | D",
        "name": "nanjing-2026",
    },
}
"""What is given of each: the options of `linhe init`, by the name of the folder."""


def options_of(district: str, **others: str | None) -> list[str]:
    """Return the options for a district, some of them given otherwise, or not at all (None)."""
    given = {**DISTRICTS[district], **others}
    return [
        word for name, value in given.items() if value is not None for word in (f"--{name}", value)
    ]
