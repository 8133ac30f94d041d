"""What open data must say of itself before it is published: the rules of a project's head. Pure.

A name that every store can hold, a licence that people and machines know, somebody who answers for
the data, and a date that is that of this edition. Sources: Data Package 2.0 (`name`, `licenses`,
`contributors`, `created`), the SPDX License List, the licences that conform to the Open Definition.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from linhe_opendata.figures.roles import Misfit
from linhe_opendata.messages import Message, message
from linhe_opendata.standard.paths import is_portable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NAME: Final = re.compile(r"[a-z0-9._-]+")
_TAKEN: Final = frozenset(
    {
        "packages.json",
        "site",
        "assets",
        "compare",
        "catalogue.jsonld",
        "catalogue.ttl",
        *("index.html", "index.zh.html", "search.html", "search.zh.html"),
        *("compare.html", "compare.zh.html"),
    }
)
"""What lies beside packages in a store, or at the top of its site: no package can be called so."""
_MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})"
)
_NOT_IN_SPDX: Final = frozenset(
    {
        "Against-DRM",
        "DSL",
        "FAL-1.3",
        "GFDL-1.3-no-cover-texts-no-invariant-sections",
        "ODC-BY-1.0",
        "ODC-PDDL-1.0",
        "Talis",
    }
)
"""Licences that conform to the Open Definition under a name that the SPDX License List lacks."""


def judge_openness(head: Mapping[str, Any], example: Mapping[str, Any]) -> Iterator[Misfit]:
    """Yield what keeps a project from being published as open data.

    `example` is the head of the project that ships with the library, which others start from.
    """
    yield from _judge_names(head)
    yield from _judge_licences(head)
    yield from _judge_publisher(head)
    yield from _judge_created(head, example)


def _judge_names(head: Mapping[str, Any]) -> Iterator[Misfit]:
    name = head["name"]
    if not _NAME.fullmatch(name) or not _can_be_stored(name):
        yield Misfit("open-name", None, "/name", message("name-of-package", name=name))
    elif name in _TAKEN:
        yield Misfit("open-name", None, "/name", message("name-of-package-taken", name=name))
    for place, resource in enumerate(head["resources"]):
        if not _can_be_stored(resource["name"]):
            said = message("name-of-table", name=resource["name"])
            yield Misfit("open-name", None, f"/resources/{place}/name", said)


def _can_be_stored(name: str) -> bool:
    return "/" not in name and is_portable(name)


def _judge_licences(head: Mapping[str, Any]) -> Iterator[Misfit]:
    licences = head.get("licenses", [])
    if not licences:
        yield Misfit("open-licence", None, "/licenses", message("licence-missing"))
    for place, licence in enumerate(licences):
        problem = None if licence.get("path") else find_licence_fault(licence.get("name", ""))
        if problem:
            yield Misfit("open-licence", None, f"/licenses/{place}/name", problem)


def find_licence_fault(name: str) -> Message | None:
    """Return what is wrong with the name of a licence, None if nothing is."""
    if name in _NOT_IN_SPDX:
        return None
    try:
        known = str(canonicalize_license_expression(name))
    except InvalidLicenseExpression:
        known = ""
    if known and " " not in known and not known.startswith("LicenseRef-"):
        return None if known == name else message("licence-written", name=name, known=known)
    return message("licence-unknown", name=name)


def _judge_publisher(head: Mapping[str, Any]) -> Iterator[Misfit]:
    for person in head.get("contributors", []):
        roles = [*person.get("roles", []), person.get("role")]  # the last is that of version 1
        names = ("title", "organization", "givenName", "familyName")
        if "publisher" in roles and any(person.get(name) for name in names):
            return
    yield Misfit("open-publisher", None, "/contributors", message("publisher-missing"))


def _judge_created(head: Mapping[str, Any], example: Mapping[str, Any]) -> Iterator[Misfit]:
    stated = head.get("created")
    if stated is None:
        yield Misfit("open-created", None, "/created", message("created-missing"))
        return
    moment = _moment(stated)
    if moment is None:
        malformed = message("created-malformed", stated=stated)
        yield Misfit("open-created", None, "/created", malformed)
    elif head["name"] != example["name"] and moment == _moment(example.get("created", "")):
        same = message("created-of-example", stated=stated, example=example["name"])
        yield Misfit("open-created", None, "/created", same)


def _moment(stated: str) -> datetime | None:
    if not _MOMENT.fullmatch(stated):
        return None
    try:
        return datetime.fromisoformat(stated)
    except ValueError:
        return None
