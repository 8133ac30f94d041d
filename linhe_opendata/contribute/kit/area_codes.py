"""The areas of China by their code in GB/T 2260 or by name. Does I/O (reads).

The table ships beside this module: provinces, prefectures and counties, and the development zones
that the National Bureau of Statistics gives codes of the same form. The rows that only group others
(市辖区) are left out, so that each area lies in one that has a name. English names are those in
use of provinces and prefectures; of counties, which are often read otherwise than their characters
are, none is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Final

from linhe_opendata.contribute.kit.library import KIT_DATA, read_kit_table
from linhe_opendata.errors import LinheError, UnknownNameError
from linhe_opendata.quantities.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KINDS: Final = frozenset(
    {
        *"省市区县旗盟",
        *(f"自治{kind}" for kind in "区州县旗"),
        *(f"{side}旗" for side in "左右前中后"),
    }
    | {"地区", "林区", "特区", "新区", "矿区", "特别行政区"}
)
"""What a name may leave out at its end: 临河 is 临河区."""

_NEAR: Final = 0.5
"""How alike a name must be to be offered: half of two characters are."""

_NATIONS: Final = ("壮族", "回族", "维吾尔")
_ENGLISH_KINDS: Final = (
    " Province",
    " Municipality",
    " City",
    " League",
    " Prefecture",
    " Autonomous Region",
    " Special Administrative Region",
)


@dataclass(frozen=True, slots=True)
class AreaCode:
    """An area: its code of six digits, its name, its English name (empty where none is known)."""

    code: str
    name_zh: str
    name_en: str


@cache
def read_areas() -> dict[str, AreaCode]:
    """Return all areas by their code."""
    return {row["code"]: AreaCode(**row) for row in read_kit_table("areas")}


def area_path(code: str) -> list[AreaCode]:
    """Return an area and those it lies in, from the top: province, prefecture, county."""
    areas = read_areas()
    codes = dict.fromkeys((f"{code[:2]}0000", f"{code[:4]}00", code))
    return [areas[each] for each in codes if each in areas]


def area_title(code: str) -> str:
    """Return the names of an area and of those it lies in, in Chinese: 吉林省长春市朝阳区."""
    return "".join(area.name_zh for area in area_path(code))


def find_area(text: str) -> AreaCode:
    """Return the area of a code, or of a name in simplified or traditional characters.

    A name may leave out its kind (临河) and may be preceded by those of the areas it lies in
    (长春市朝阳区), which tells it from others of its name.

    Raises:
        UnknownNameError: no area is called so; offers the nearest names.
        LinheError: none is, nor any nearly so; or several are, which it lists with their codes.

    """
    areas, wanted = read_areas(), _fold_name(text)
    if wanted in areas:
        return areas[wanted]
    found = (_called(wanted) or _called_shortly(wanted)) if wanted else []
    if len(found) == 1:
        return found[0]
    if found:
        listed = tuple(f"{area.code} {area_title(area.code)}" for area in found)
        raise LinheError("area-ambiguous", name=text, areas=listed)
    near = get_close_matches(wanted, {area.name_zh for area in areas.values()}, cutoff=_NEAR)
    if near:
        raise UnknownNameError("area", text, near)
    raise LinheError("area-unknown", name=text)


def _called(wanted: str) -> list[AreaCode]:
    return _areas_of(_index().get(wanted, ()))


def _called_shortly(wanted: str) -> list[AreaCode]:
    """Return the areas whose name goes on with its kind alone, or whose English name does."""
    codes = [code for name, found in _index().items() if _goes_on(name, wanted) for code in found]
    english = wanted.casefold()
    codes += [code for code, area in read_areas().items() if english in _english_names(area)]
    return _areas_of(codes)


def _areas_of(codes: Iterable[str]) -> list[AreaCode]:
    return [read_areas()[code] for code in sorted(set(codes))]


@cache
def _index() -> dict[str, list[str]]:
    """Return the codes of the areas that have each name, alone or after those they lie in."""
    index: dict[str, list[str]] = {}
    for area in read_areas().values():
        for name in {*_full_names(area)}:
            index.setdefault(name, []).append(area.code)
    return index


def _goes_on(name: str, wanted: str) -> bool:
    """Tell whether a name is the wanted one with its kind behind."""
    rest = name.removeprefix(wanted) if name.startswith(wanted) else ""
    for nation in _NATIONS:
        rest = rest.removeprefix(nation)
    return rest in _KINDS


def _full_names(area: AreaCode) -> Iterator[str]:
    """Yield the names of an area, alone and after those it lies in, with or without the middle."""
    before = [each.name_zh for each in area_path(area.code)[:-1]]
    yield area.name_zh
    for begin in range(len(before)):
        yield "".join(before[begin:]) + area.name_zh
        yield before[begin] + area.name_zh


def _english_names(area: AreaCode) -> set[str]:
    name = area.name_en.casefold()
    return {name, *(name.removesuffix(kind.casefold()) for kind in _ENGLISH_KINDS)} - {""}


def _fold_name(text: str) -> str:
    return fold(text.strip()).translate(_simplified())


@cache
def _simplified() -> dict[int, int]:
    """Return the simplified character for each traditional one that a name may be written in."""
    traditional, simplified = (KIT_DATA / "traditional.txt").read_text("utf-8").splitlines()
    return str.maketrans(traditional, simplified)
