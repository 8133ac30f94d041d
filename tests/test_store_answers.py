"""Rules of what a store makes of answers: only yes is believed, else the bytes decide."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from servers import BUCKET, answering, environment

from linhe_opendata.errors import StoreError, UnsafeStoreError
from linhe_opendata.store import Patience, Store, open_memory, open_reader, open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from servers import Answer, Answering

AT_ONCE = Patience(timeout_seconds=60, retries=0, pause_seconds=0)
ADDRESS = f"s3://{BUCKET}/p"

YES, ABSENT, BUSY, CONFLICT, TAKEN = ((status, b"") for status in (200, 404, 500, 409, 412))
SLOW = (503, b"<Error><Code>SlowDown</Code></Error>")
SLOW_DOWN = "503 Service Unavailable (SlowDown)"
DENIED = (403, b"<Error><Code>AccessDenied</Code></Error>")
NO_BUCKET = (404, b"<Error><Code>NoSuchBucket</Code></Error>")


def holding(content: bytes) -> Answer:
    return 200, content


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[object, list[str]]]:
    """Return what uses a store whose server answers so: what comes of it, and what was asked."""

    def asked(use: Callable[[Store], object], *answers: Answer) -> tuple[object, list[str]]:
        with answering(*answers) as server:
            try:
                return use(reach(server, monkeypatch)), server.asked
            except StoreError as error:
                return str(error), server.asked

    return asked


def reach(
    server: Answering, monkeypatch: pytest.MonkeyPatch, patience: Patience = AT_ONCE
) -> Store:
    for name, value in environment(server.address).items():
        monkeypatch.setenv(name, value)
    return open_store(f"{ADDRESS}/", patience=patience)


def create(store: Store) -> object:
    return store.create("a", b"x")


def make(store: Store) -> object:
    return store.swap("a", b"x", None)


def swap(store: Store) -> object:
    return store.swap("a", b"x", b"old")


OLD, MINE, OTHER, LONGER = holding(b"old"), holding(b"x"), holding(b"y"), holding(b"xyz")

BELIEVED: list[tuple[Callable[[Store], object], list[Answer], bool, str]] = [
    (create, [YES], True, "PUT"),
    (create, [BUSY, MINE], True, "PUT GET"),
    (create, [BUSY, OTHER], False, "PUT GET"),
    (create, [TAKEN, LONGER], False, "PUT GET"),
    (create, [CONFLICT, ABSENT, YES], True, "PUT GET PUT"),
    (make, [ABSENT, YES], True, "GET PUT"),
    (make, [OTHER], False, "GET"),
    (make, [MINE], True, "GET"),
    (swap, [OLD, YES], True, "GET PUT"),
    (swap, [OTHER], False, "GET"),
    (swap, [MINE], True, "GET"),
    (swap, [OLD, BUSY, MINE], True, "GET PUT GET"),
    (swap, [OLD, TAKEN, OTHER], False, "GET PUT GET"),
    (swap, [OLD, CONFLICT, OLD, YES], True, "GET PUT GET PUT"),
]


@pytest.mark.parametrize(("use", "answers", "believed", "asked"), BELIEVED)
def test_after_anything_but_a_yes_the_bytes_decide(
    use: Callable[[Store], object],
    answers: list[Answer],
    believed: bool,  # noqa: FBT001 -- a column of the table
    asked: str,
    ask: Callable[..., tuple[object, list[str]]],
) -> None:
    assert ask(use, *answers) == (believed, asked.split())


def list_all(store: Store) -> object:
    return store.list()


def list_one(store: Store) -> object:
    return store.list("q")


REFUSED: list[tuple[Callable[[Store], object], list[Answer], str, str, int]] = [
    (create, [BUSY, ABSENT] * 5, "write a", "500 Internal Server Error", 10),
    (create, [CONFLICT, ABSENT] * 5, "write a", "409 Conflict", 10),
    (create, [DENIED], "write a", "403 Forbidden (AccessDenied)", 1),
    (create, [NO_BUCKET], "write a", "404 Not Found (NoSuchBucket)", 1),
    (create, [BUSY, SLOW], "read a", SLOW_DOWN, 2),
    (make, [ABSENT, *[BUSY, ABSENT] * 5], "write a", "500 Internal Server Error", 11),
    (swap, [OLD, *[TAKEN, OLD] * 5], "write a", "412 Precondition Failed", 11),
    (swap, [OLD, DENIED], "write a", "403 Forbidden (AccessDenied)", 2),
    (swap, [SLOW], "read a", SLOW_DOWN, 1),
    (lambda store: store.read("a"), [SLOW], "read a", SLOW_DOWN, 1),
    (lambda store: store.delete("a"), [DENIED], "remove a", "403 Forbidden (AccessDenied)", 1),
    (lambda store: store.folders("q"), [BUSY], "list q", "500 Internal Server Error", 1),
    (list_one, [SLOW], "list q", SLOW_DOWN, 1),
    (list_all, [SLOW], "list objects", SLOW_DOWN, 1),
    (
        lambda store: store.prepare(),
        [YES, YES, *[BUSY] * 5],
        "probe store-probe.txt",
        "500 Internal Server Error",
        7,
    ),
    (
        lambda store: store.prepare(),
        [YES, YES, DENIED],
        "probe store-probe.txt",
        "403 Forbidden (AccessDenied)",
        3,
    ),
]


@pytest.mark.parametrize(("use", "answers", "what", "reason", "asked"), REFUSED)
def test_what_a_server_refuses_is_said_with_its_answer(
    use: Callable[[Store], object],
    answers: list[Answer],
    what: str,
    reason: str,
    asked: int,
    ask: Callable[..., tuple[object, list[str]]],
) -> None:
    sentence, methods = ask(use, *answers)
    # what gives up on a server that asks for patience names its reason in newer obstore only
    sentence = str(sentence).replace("503 Service Unavailable.", f"{SLOW_DOWN}.")
    assert sentence == (
        f"Cannot {what} in {ADDRESS}: the server answered {reason}. Check the address, the "
        "credentials in the environment and the network; then try again."
    )
    assert len(methods) == asked


def test_an_object_that_tells_the_time_is_taken_away_again(
    ask: Callable[..., tuple[object, list[str]]],
) -> None:
    told, asked = ask(lambda store: store.read_clock(), YES, YES, ABSENT)
    assert told == datetime(2025, 1, 1, 8, tzinfo=UTC)
    assert len(asked) == 3
    told, asked = ask(lambda store: store.read_clock(), YES, DENIED, ABSENT)
    expected = r"Cannot read store-clock-[0-9a-f]{16}\.txt in s3://releases/p: the server answered"
    assert re.match(expected, str(told))
    assert len(asked) == 3


def test_a_server_that_keeps_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = (
        f"{ADDRESS} acknowledged store-probe.txt and does not have it. Nothing published there is "
        "safe: use another server or disk, or find out what takes objects away."
    )
    with (
        answering(YES, ABSENT) as server,
        pytest.raises(UnsafeStoreError, match=f"^{re.escape(expected)}$"),
    ):
        reach(server, monkeypatch).prepare()


@pytest.mark.parametrize("retries", [0, 2])
@pytest.mark.parametrize("kind", ["s3", "web"])
def test_a_server_is_asked_again_as_often_as_patience_says(
    retries: int, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    patience = Patience(timeout_seconds=60, retries=retries, pause_seconds=0.001)
    with answering(BUSY) as server:
        reader = (
            open_reader(f"{server.address}/p/", patience=patience)
            if kind == "web"
            else reach(server, monkeypatch, patience)
        )
        with pytest.raises(StoreError) as refused:
            reader.find("a")
        assert f"Cannot read a in {reader.address}: the server" in str(refused.value)
        assert server.asked == ["GET"] * (1 + retries)


def test_the_endpoint_of_s3_goes_before_that_of_all_services(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with answering(MINE) as server, answering(OTHER) as others:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", server.address)
        assert reach(others, monkeypatch).read("a") == b"x"
        monkeypatch.delenv("AWS_ENDPOINT_URL_S3")
        assert reach(others, monkeypatch).read("a") == b"y"


def test_folders_are_named_by_their_last_part() -> None:
    store = open_memory()
    for name in ("p/one/a", "p/two/b/c", "p/file", "q/three/d"):
        store.create(name, b"x")
    assert store.folders("p") == ["one", "two"]
