"""Version numbers, and the bump that kinds of change require."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata.comparing.kinds import RECIPE, ChangeKind, required_bump
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.messages import LANGUAGES
from linhe_opendata.versions import Bump, Version, next_version, parse_version

_parts = st.integers(0, 999_999_999)
versions = st.builds(Version, _parts, _parts, _parts)


@given(versions)
def test_what_is_written_is_read_back(version: Version) -> None:
    assert version == parse_version(str(version))


def test_versions_are_ordered_by_number_and_not_by_letter() -> None:
    ordered = ["0.9.9", "1.0.0", "1.0.2", "1.0.10", "1.2.0", "1.10.0", "2.0.0", "10.0.0"]
    assert ordered == [str(v) for v in sorted(map(parse_version, reversed(ordered)))]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1.0", "1.0.0"),
        ("2", "2.0.0"),
        ("v1.2.3", "1.2.3"),
        ("01.2.3", "1.2.3"),
        ("1.2.3-rc1", "1.2.3"),
        ("1.2.3\n", "1.2.3"),
        (" 1.2.3", "1.2.3"),
        ("１.２.３", "1.0.0"),
        ("", "1.0.0"),
        ("latest", "1.0.0"),
    ],
)
def test_a_version_written_otherwise_is_refused_with_the_way_to_write_it(
    text: str, meant: str
) -> None:
    expected = (
        f"version {text!r}: a version is three numbers with two dots, without leading zeros or "
        f"anything else; write, for instance, {meant}"
    )
    with pytest.raises(InvalidMetadataError, match=f"^{re.escape(expected)}$"):
        parse_version(text)


def test_an_endless_number_is_refused_and_not_computed() -> None:
    with pytest.raises(InvalidMetadataError, match="three numbers"):
        parse_version("1.0." + "9" * 10_000)


@pytest.mark.parametrize(
    ("previous", "bump", "expected"),
    [
        (None, Bump.NONE, "1.0.0"),
        (None, Bump.MAJOR, "1.0.0"),
        ("1.2.3", Bump.NONE, "1.2.3"),
        ("1.2.3", Bump.PATCH, "1.2.4"),
        ("1.2.3", Bump.MINOR, "1.3.0"),
        ("1.2.3", Bump.MAJOR, "2.0.0"),
        ("0.1.0", Bump.MAJOR, "1.0.0"),
    ],
)
def test_the_next_version_is_the_lowest_that_says_the_bump(
    previous: str | None, bump: Bump, expected: str
) -> None:
    known = parse_version(previous) if previous else None
    assert expected == str(next_version(known, bump))


@given(versions, st.sampled_from([Bump.PATCH, Bump.MINOR, Bump.MAJOR]))
def test_every_bump_raises_the_version(version: Version, bump: Bump) -> None:
    assert version < next_version(version, bump)


@given(st.lists(st.sampled_from(ChangeKind)))
def test_many_changes_require_the_highest_of_their_bumps(kinds: list[ChangeKind]) -> None:
    assert max([0, *(kind.bump for kind in kinds)]) == required_bump(kinds)


@pytest.mark.parametrize(
    ("bump", "kinds"),
    [
        (
            Bump.MAJOR,
            [
                "package-renamed",
                "table-removed",
                "field-inserted",
                "field-removed",
                "field-renamed",
                "fields-reordered",
                "field-retyped",
                "constraint-stricter",
                "key-changed",
                "meaning-changed",
                "rows-removed",
            ],
        ),
        (
            Bump.MINOR,
            [
                "table-added",
                "field-added",
                "constraint-looser",
                "reference-changed",
                "rows-added",
                "keys-corrected",
            ],
        ),
        (Bump.PATCH, ["metadata-changed", "values-corrected"]),
    ],
)
def test_the_recipe_gives_each_kind_its_bump(bump: Bump, kinds: list[str]) -> None:
    assert kinds == [kind for kind in ChangeKind if kind.bump is bump]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_bump_a_heading_and_a_reason(language: str) -> None:
    assert list(ChangeKind) == list(RECIPE)
    assert all(kind.heading.say(language) and kind.why.say(language) for kind in ChangeKind)
