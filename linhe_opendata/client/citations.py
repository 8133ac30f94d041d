"""How to cite a package: as text, for BibTeX, and by GB/T 7714-2015. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from linhe_opendata.messages import Message

_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
_DAY_CHARACTERS = len("2026-11-24")


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation in three forms; `str()` gives the plain text.

    `caveat` says why no version is cited, None where one is.
    """

    text: str
    bibtex: str
    gbt7714: str
    caveat: Message | None = None

    def __str__(self) -> str:
        return self.text


def cite_package(
    descriptor: Mapping[str, Any], version: str, address: str | None, accessed: date | None = None
) -> Citation:
    """Return how to cite one version of a package.

    `address` is where it can be had; GB/T 7714 wants the day it was `accessed` there.
    """
    said = {
        "author": ", ".join(_authors(descriptor)),
        "title": descriptor.get("title") or descriptor["name"],
        "year": str(descriptor.get("created") or "")[:4],
        "version": version,
        "howpublished": address or "",
        "note": find_licence(descriptor) or "",
    }
    day = str(descriptor.get("created") or "")[:_DAY_CHARACTERS]
    return Citation(
        _plain_citation(said), _bibtex(descriptor["name"], said), _gbt7714(said, day, accessed)
    )


def find_licence(descriptor: Mapping[str, Any]) -> str | None:
    """Return the licence of a package by its short name, else by its address."""
    licences = [
        licence.get("name") or licence.get("path") for licence in descriptor.get("licenses", [])
    ]
    return ", ".join(filter(None, licences)) or None


def _authors(descriptor: Mapping[str, Any]) -> list[str]:
    titles = [person.get("title") for person in descriptor.get("contributors", [])]
    return [title for title in titles if title] or [descriptor["name"]]


def _plain_citation(said: Mapping[str, str]) -> str:
    year = f" ({said['year']})" if said["year"] else ""
    title = f"{said['title']} (version {said['version']}) [Data set]"
    parts = [said["author"] + year, title, said["howpublished"], said["note"]]
    return " ".join(f"{part}." for part in parts if part)


def _bibtex(name: str, said: Mapping[str, str]) -> str:
    key = re.sub(r"[^A-Za-z0-9:.+-]", "-", f"{name}-{said['version']}")
    cells = {field: value.translate(_BIBTEX) for field, value in said.items() if value}
    cells["author"] = f"{{{cells['author']}}}"  # one author, whose name has no parts
    lines = [f"  {field} = {{{value}}}" for field, value in cells.items()]
    return "@misc{" + ",\n".join([key, *lines]) + "\n}"


def _gbt7714(said: Mapping[str, str], day: str, accessed: date | None) -> str:
    """Follow GB/T 7714-2015, 4.6 (electronic resources): DS is a data set, OL is online."""
    title = f"{said['author']}. {said['title']}: {said['version']}版"
    if not said["howpublished"]:
        return f"{title}[DS]. {said['year']}." if said["year"] else f"{title}[DS]."
    dates = (f"({day})" if day else "") + (f"[{accessed.isoformat()}]" if accessed else "")
    return f"{title}[DS/OL]. {dates}{'. ' if dates else ''}{said['howpublished']}."
