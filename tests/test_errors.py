from __future__ import annotations

import errno
import inspect
import os
import pickle
import sys

import pytest

import linhe_opendata.publishing.commit
from linhe_opendata import errors
from linhe_opendata.documents.shapes import MisfitError
from linhe_opendata.messages import FoundOSError, message, system_reason
from linhe_opendata.validation import report_of


def test_every_error_is_a_linhe_error() -> None:
    classes = [one for _, one in inspect.getmembers(errors, inspect.isclass)]
    own = [one for one in classes if one.__module__ == errors.__name__]
    assert [one for one in own if not issubclass(one, errors.LinheError)] == []


def test_every_error_stands_in_the_tree_of_the_docstring() -> None:
    tree = errors.__doc__ or ""
    own = [
        name
        for name, one in inspect.getmembers(errors, inspect.isclass)
        if one.__module__ == errors.__name__
    ]
    assert [name for name in own if name not in tree] == []


@pytest.mark.parametrize(
    ("name", "known", "message"),
    [
        (
            "helth",
            ["health", "education"],
            "No table is called 'helth'. Did you mean health?",
        ),
        ("x", ["health", "education"], "No table is called 'x'. Did you mean education, health?"),
        ("x", [], "No table is called 'x'. There is no table at all."),
    ],
)
def test_an_unknown_name_offers_the_nearest(name: str, known: list[str], message: str) -> None:
    assert str(errors.UnknownNameError("table", name, known)) == message


def test_a_changed_object_names_both_digests() -> None:
    error = errors.IntegrityError("a.csv", "aa", "bb")
    assert str(error).startswith("a.csv has changed: its recorded sha256 is aa, its bytes give bb.")


TAKEN = linhe_opendata.publishing.commit.TakenError("p/1.0.0/a.csv", "store")
ONE_OF_EACH = [
    errors.LinheError("it-says-nothing"),
    errors.UnknownNameError("table", "helth", ["health"]),
    errors.UnknownPackageError("x", ["linhe"], "store"),
    errors.UnknownVersionError("2.0.0", ("1.0.0",), message("without-a-store", name="linhe")),
    errors.UnreadableQuantityError("x", message("no-reading-covers-it")),
    errors.InvalidArgumentError("it-says-nothing"),
    errors.DifferentUnitsError("persons", "CNY"),
    errors.InvalidMetadataError("file", [message("it-says-nothing"), message("write-plain-text")]),
    errors.OtherDocumentError("file", "record", "a/1.0.0", "b/1.0.0"),
    errors.NewerFormatError("file", 9, 2),
    errors.InvalidPackageError(message("it-says-nothing"), report_of([], 0.0, [])),
    errors.ProjectChangedError("file"),
    errors.ClusterError("cluster-lost", count=3, found=2),
    errors.MissingExtraError("portal", "portal", None),
    errors.VersionConflictError("version-exists", version="1.0.0", newest="1.0.1"),
    TAKEN,
    errors.StoreError("no-such-object", name="a.csv", address="store"),
    errors.UnsafeStoreError("store-overwrites", address="store"),
    errors.OversizedError("a.csv", "store", 10),
    errors.IntegrityError("a.csv", "aa", "bb"),
]


@pytest.mark.parametrize("error", ONE_OF_EACH, ids=lambda error: type(error).__name__)
def test_an_error_travels_between_processes_with_all_it_carries(error: errors.LinheError) -> None:
    there = pickle.loads(pickle.dumps(error))  # noqa: S301 -- our own
    assert (type(there), there.args, vars(there)) == (type(error), error.args, vars(error))
    assert (str(there), there.say("zh")) == (str(error), error.say("zh"))


def test_each_error_travels() -> None:
    assert {type(error) for error in ONE_OF_EACH} == {errors.LinheError, *_below(errors.LinheError)}


def _below(kind: type[errors.LinheError]) -> set[type[errors.LinheError]]:
    nearest = set(kind.__subclasses__())
    return nearest.union(*map(_below, nearest))


def test_what_is_not_of_its_shape_travels_with_the_way_to_it() -> None:
    error = MisfitError(message("has-no-property", name="a")).inside(0).inside("b")
    there = pickle.loads(pickle.dumps(error))  # noqa: S301 -- our own
    assert (str(there), there.message) == ("/b/0: has no 'a'", error.message)


def test_a_failure_found_here_travels_with_its_message() -> None:
    error = FoundOSError(errno.EFBIG, message("too-many-bytes", at_most=5))
    there = pickle.loads(pickle.dumps(error))  # noqa: S301 -- our own
    assert (there.errno, system_reason(there)) == (errno.EFBIG, error.message)


@pytest.mark.skipif(sys.platform != "linux", reason="the words are those of Linux")
@pytest.mark.parametrize("number", errno.errorcode)
def test_what_the_system_says_is_said_in_its_own_words_in_english(number: int) -> None:
    assert str(system_reason(OSError(number, os.strerror(number)))) == os.strerror(number)


def test_what_the_system_says_is_said_in_chinese() -> None:
    failure = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert system_reason(failure).say("zh") == "磁盘空间不足"
    assert system_reason(OSError("torn")).say("zh") == "torn"
