"""What makes a random case one for strict mode: more constraints, and cells that only it minds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

    from fuzz_dimensions import Case

CELLS = [
    *(
        "\u200b",
        "a\u202e",
        "e\u0301",
        "\u0301",
        "가\u11a8",
        "か\u3099",
        "\ufb01",
        "\u1100\u1161",
        "한",
        "が",
    ),
    *(
        "=1+1",
        "-x",
        "@a",
        "+1 2",
        "\ta",
        "-",
        "=",
        "１２",
        "٣",
        "x\u00ad",
        "\x7f",
        "a\x08b",
        "\x85",
        "·",
    ),
    *(
        "nan",
        "-inf",
        "1_0",
        "+5",
        "1.",
        ".5",
        "2024-1-6",
        "２０２４",
        "0x1F",
        " 7",
        "1e5",
        "a\nb\nc",
    ),
    *(
        "“北京”，上海。",
        "…",
        "😀",
        "𠮷",
        "\U0002f800",
        "é",
        "\u0344",
        "Å",
        "\u212b",
        "catastrophe",
        "cat",
    ),
]
PATTERNS = ["cat|dog", r"\d+|[a-z]+", "a|ab", "(cat|dog)", r"[|]|x", r"\w+$|b", "(?:a|b)+", ".*"]
FORMS: list[dict[str, Any]] = [{"groupChar": ","}, {"decimalChar": ","}, {"bareNumber": False}]


def make_strict(random: Random, case: Case) -> None:
    """Add what strict mode looks at to a case."""
    if case.schema:
        _demand(random, case.schema)
    delimiter = case.dialect.get("delimiter", "\t" if case.format == "tsv" else ",")
    for _ in range(random.choice([0, 1, 3, 8])):
        number = random.randrange(len(case.files))
        text = delimiter + random.choice(CELLS) + random.choice([delimiter, "", "\n"])
        raw, piece = case.files[number], text.encode(case.encoding or "utf-8", "replace")
        place = raw.find(delimiter.encode(), random.randint(0, max(0, len(raw) - 1)))
        if place > 0 and "utf-16" not in (case.encoding or ""):
            end = place + random.choice([1, 2, 3]) if random.random() < 0.7 else place
            case.files[number] = raw[:place] + piece + raw[end:]


def _demand(random: Random, schema: dict[str, Any]) -> None:
    for field in schema["fields"]:
        kind, chance = field["type"], random.random()
        if kind in {"string", "integer"} and chance < 0.15:
            values: list[Any] = ["a", "ab", "北京"] if kind == "string" else [1, 2, 10]
            field["categories"] = [{"value": values[0], "label": "x"}, *values[1:]]
        elif kind == "string" and chance < 0.4:
            field["constraints"] = {"pattern": random.choice(PATTERNS)}
        elif kind == "number" and chance < 0.1:
            field.update(random.choice(FORMS))
    names = [field["name"] for field in schema["fields"]]
    if random.random() < 0.4:
        keys = [random.sample(names, random.randint(1, len(names))) for _ in range(2)]
        schema["uniqueKeys"] = keys[: random.choice([1, 2])]
