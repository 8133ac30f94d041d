"""Tables of one package or of several as one DataFrame. Does I/O, through the packages' copies."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from linhe_opendata.client.citations import cite_package, find_licence
from linhe_opendata.client.framing.frames import to_frame
from linhe_opendata.client.framing.series import (
    SHAPES,
    TITLE_LANGUAGES,
    add_titles,
    choose,
    describe_several,
    join_packages,
    require_known,
    widen,
)
from linhe_opendata.errors import UnknownNameError
from linhe_opendata.figures.roles import tables_of
from linhe_opendata.packing.descriptor import find_resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pandas as pd

    from linhe_opendata.client.copies import Copy
    from linhe_opendata.client.framing.series import FrameShape, Selection
    from linhe_opendata.client.session import Client

_WILD = frozenset("*?[")
_NAMES = {"en": ("title_en", "name_en"), "zh": ("title_zh", "name_zh")}
_CODED_BY = {"indicator": "indicators", "ref_area": "areas"}
"""Columns of codes, and the role of the tables that have their names."""

Codes = dict[str, dict[str, dict[str, str]]]
"""Column -> code -> language -> name."""


@dataclass(frozen=True, slots=True)
class PackagePart:
    """A table of one package, and what the codes of the package are called."""

    frame: pd.DataFrame
    codes: Codes

    def names(self, column: str) -> dict[str, list[str]]:
        """Return the names of each code of a column, in every language."""
        return {code: [*said.values()] for code, said in self.codes.get(column, {}).items()}

    def titles(self, language: str) -> dict[str, dict[str, str]]:
        """Return the names in a language, by column and code; codes without one are left out."""
        return {
            column: {code: said[language] for code, said in codes.items() if language in said}
            for column, codes in self.codes.items()
        }


def is_pattern(package: str) -> bool:
    """Say whether a name stands for several packages, as `*` and `bayannur-*` do."""
    return not _WILD.isdisjoint(package)


def find_matching(pattern: str, names: Iterable[str]) -> list[str]:
    """Return the packages that a pattern means, in their order.

    Raises:
        UnknownNameError: it means none.

    """
    known = [*names]
    if not (found := [name for name in known if fnmatchcase(name, pattern)]):
        raise UnknownNameError("package", pattern, known)
    return found


def require_choices(shape: str, titles: str | None) -> None:
    """Return if a frame can have this shape, and titles in this language.

    Raises:
        UnknownNameError: it cannot.

    """
    if shape not in SHAPES:
        raise UnknownNameError("shape", shape, SHAPES)
    if titles not in (None, *TITLE_LANGUAGES):
        raise UnknownNameError("language", titles, TITLE_LANGUAGES)


def read_part(client: Client, copy: Copy, table: str, *, named: bool) -> PackagePart:
    """Return a table of a package as a frame that says what it is; with names if they are wanted.

    Raises:
        UnknownNameError: there is no such table.
        IntegrityError: the store gives other bytes than were published.

    """
    resource = find_resource(copy.descriptor, table)
    frame = to_frame(copy.read_table(table), resource["schema"])
    frame.attrs.update(
        package=client.name,
        table=table,
        version=copy.version,
        licence=find_licence(copy.descriptor),
        citation=str(cite_package(copy.descriptor, copy.version, address_of_copy(copy))),
        digests=copy.find_digests(table),
        store=client.store.address if client.store else None,
    )
    return PackagePart(frame, dict(_read_codes(copy)) if named else {})


def read_parts(
    opened: Sequence[tuple[Client, Copy]], table: str, *, named: bool
) -> list[PackagePart]:
    """Return the table of each package that has it.

    Raises:
        UnknownNameError: none has it; offers the tables that there are.

    """
    parts, known = [], set[str]()
    for client, copy in opened:
        there = {resource["name"] for resource in copy.descriptor["resources"]}
        known |= there
        if table in there:
            parts.append(read_part(client, copy, table, named=named))
    if not parts:
        raise UnknownNameError("table", table, known)
    return parts


def compose(
    parts: Sequence[PackagePart],
    choice: Selection,
    shape: FrameShape,
    titles: str | None,
    *,
    several: bool,
) -> pd.DataFrame:
    """Return what is chosen of the parts as one frame.

    Raises:
        UnknownNameError: no package knows an area or an indicator that is asked for.
        InvalidArgumentError: the table has no column to choose by, or cannot be made wide.

    """
    areas = _merge(part.names("ref_area") for part in parts)
    indicators = _merge(part.names("indicator") for part in parts)
    require_known(choice, indicators, areas)
    frames = {}
    for part in parts:
        attrs = part.frame.attrs
        chosen = choose(part.frame, choice, attrs["table"], part.names("ref_area"))
        chosen = chosen.reset_index(drop=True)
        frames[attrs["package"]] = add_titles(chosen, part.titles(titles)) if titles else chosen
    (frame,) = [join_packages(frames)] if several else frames.values()
    if shape == "wide":
        frame = widen(frame)
    told = [part.frame.attrs for part in parts]
    frame.attrs.clear()
    frame.attrs.update(describe_several(told) if several else told[0])
    return frame


def address_of_copy(copy: Copy) -> str | None:
    """Return where others can get the package: its home page, else a store on the web."""
    where = copy.descriptor.get("homepage") or copy.address
    return str(where) if where and "://" in where else None


def _merge(named: Iterable[Mapping[str, Sequence[str]]]) -> dict[str, list[str]]:
    merged: dict[str, list[str]] = {}
    for names in named:
        for code, said in names.items():
            merged.setdefault(code, []).extend(said)
    return merged


def _read_codes(copy: Copy) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    for column, role in _CODED_BY.items():
        rows: list[Mapping[str, Any]] = []
        for table in tables_of(copy.descriptor, role):
            rows += copy.read_table(table).to_pylist()
        yield column, {str(row["code"]): dict(_names(row)) for row in rows}


def _names(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for language, fields in _NAMES.items():
        if said := next((row[field] for field in fields if row.get(field)), None):
            yield language, str(said)
