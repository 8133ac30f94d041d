"""Tables that name others, and in which rows they name what is not there."""

from __future__ import annotations

from typing import Any

ROWS = [f"{n},k{n}" for n in range(10, 40)]


def fields(*types: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- what a schema may say
    return {"fields": [{"name": n, "type": t} for n, t in zip("ab", types, strict=True)], **more}


def key(mine: str, theirs: str, table: str = "named") -> dict[str, Any]:
    return {"fields": [*mine], "reference": {"resource": table, "fields": [*theirs]}}


TO = [key("a", "a")]


PLAIN = fields("integer", "string")


CASES: dict[str, tuple[dict[str, Any], list[str], dict[str, Any], list[str], list[int]]] = {
    "all are there": ({"foreignKeys": TO}, ROWS, PLAIN, ROWS, []),
    "some are not": ({"foreignKeys": TO}, [*ROWS, "9,x", *ROWS, "8,y"], PLAIN, ROWS, [32, 63]),
    "no value names nothing": ({"foreignKeys": TO}, [*ROWS, ",x", *ROWS], PLAIN, ROWS, []),
    "a part without a value is a part": (
        {"foreignKeys": [key("ab", "ab")]},
        [*ROWS, ",k10", "10,", "10,k11", "10,k10", *ROWS],
        PLAIN,
        [*ROWS, ",k11", "12,"],
        [32, 33, 34],
    ),
    "a part without a value is there": (
        {"foreignKeys": [key("ab", "ab")]},
        [*ROWS, ",k11", "12,", ",k12"],
        PLAIN,
        [*ROWS, ",k11", "12,"],
        [34],
    ),
    "a table of blank rows has no keys": (
        {"foreignKeys": TO},
        [*ROWS, ",x"],
        PLAIN,
        [","] * 50,
        [*range(2, 32)],
    ),
    "ragged rows name keys too": (
        {"foreignKeys": [key("b", "b")]},
        [*ROWS, "1", "2,k2,x", "3,k12,x", "4,k3", *ROWS],
        PLAIN,
        ROWS,
        [32, 33, 33, 34, 35],
    ),
    "ragged rows have keys too": (
        {"foreignKeys": [key("a", "a"), key("b", "b")]},
        [*ROWS, "1,k2", "2,k3", ",k4", "5,k10"],
        PLAIN,
        ["1", *ROWS, "2,k2,x", "5", ",k3,x", "", ",k4"],
        [],
    ),
    "a key of a wrong type is none": (
        {"foreignKeys": TO},
        [*ROWS, "9,x"],
        PLAIN,
        [*ROWS, "x9,y", "9x,y"],
        [32],
    ),
    "types that differ hold what is equal": (
        {"foreignKeys": [key("a", "b")]},
        ROWS,
        fields("integer", "number"),
        [f"{n},{n}.0" for n in range(10, 39)],
        [31],
    ),
    "texts are no numbers": (
        {"foreignKeys": [key("a", "b")]},
        ROWS[:12],
        PLAIN,
        [f"{n},{n}" for n in range(10, 40)],
        [*range(2, 14)],
    ),
    "NaN is not there": (
        {**fields("number", "string"), "foreignKeys": TO},
        [*ROWS, "NaN,x", "INF,y", "10.0,z"],
        fields("number", "string"),
        [*ROWS, "NaN,x", "INF,y"],
        [32],
    ),
    "its own keys": (
        {"foreignKeys": [key("b", "a", "")]},
        [f"{n},{n + 1}" for n in range(10, 50)],
        PLAIN,
        ROWS,
        [*range(2, 42)],
    ),
    "its own keys of the same type": (
        {**fields("integer", "integer"), "foreignKeys": [key("b", "a", "t")]},
        [f"{n},{n + 1}" for n in range(10, 50)],
        PLAIN,
        ROWS,
        [41],
    ),
    "a table that names back": (
        {"foreignKeys": [key("a", "a")]},
        [*ROWS, "9,x"],
        {**PLAIN, "foreignKeys": [key("a", "a", "t"), key("b", "b", "named")]},
        ROWS,
        [32],
    ),
    "two that name the same fields": (
        {**fields("integer", "integer"), "foreignKeys": [key("a", "a"), key("b", "a")]},
        [*(f"{n},{n + 5}" for n in range(10, 40)), "9,8", "10,7"],
        PLAIN,
        ROWS,
        [*range(27, 32), 32, 32, 33],
    ),
    "with a key that repeats": (
        {"foreignKeys": TO, "primaryKey": ["a"]},
        [*ROWS, "9,x", "10,y", "9,z"],
        PLAIN,
        ROWS,
        [32, 33, 34, 34],
    ),
    "with a key that may not be counted": (
        {**fields("integer", "number"), "foreignKeys": TO, "primaryKey": ["b"]},
        [*(f"{n},1234567890123456{n}" for n in range(10, 40)), "9,1", "8,2", "7,1"],
        PLAIN,
        ROWS,
        [32, 33, 34, 34],
    ),
    "another text for no value": (
        {"foreignKeys": [key("b", "b")]},
        [*ROWS, "1,-", "2,"],
        fields("integer", "string", missingValues=["", "-"]),
        [*ROWS, "1,-"],
        [32],
    ),
}
