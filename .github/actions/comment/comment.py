"""Keep one comment of a pull request up to date; of the standard library only.

What it posts was written by code that the pull request may have changed. So nothing but the words
is believed: the pull request must have the commit that was checked as its head, the text must be of
a comment's size and begin with our marker. Only a comment of a bot is ever changed.

Environment: COMMENT (a file), NUMBER, COMMIT, TOKEN, GITHUB_REPOSITORY, GITHUB_API_URL.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

LARGEST = 65_000
MARKER = re.compile(r"<!-- linhe-opendata: [^<>\n]{0,200} -->")
A_PAGE = 100


class RefusedError(Exception):
    """What is not posted, and why."""


def main() -> None:
    """Post the comment, change the one that is there, or leave it where it says the same."""
    repository = os.environ["GITHUB_REPOSITORY"]
    number, commit = os.environ["NUMBER"].strip(), os.environ["COMMIT"]
    if not re.fullmatch(r"[1-9][0-9]{0,9}", number):
        raise RefusedError("NUMBER is no number of a pull request")
    text = read_comment(Path(os.environ["COMMENT"]))
    head = ask("GET", f"/repos/{repository}/pulls/{number}")["head"]["sha"]
    if head != commit:
        raise RefusedError(f"the head of pull request {number} is not {commit}, which was checked")
    body = f"{text.rstrip()}\n\n<sub>{commit[:12]}</sub>\n"
    marker = text.split("\n", 1)[0]
    found = find_comment(f"/repos/{repository}/issues/{number}/comments", marker)
    if found is None:
        ask("POST", f"/repos/{repository}/issues/{number}/comments", {"body": body})
    elif found["body"] != body:
        ask("PATCH", f"/repos/{repository}/issues/comments/{found['id']}", {"body": body})


def read_comment(file: Path) -> str:
    """Return a text that may be posted."""
    with file.open("rb") as opened:
        raw = opened.read(4 * LARGEST + 1)
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n")
    if len(text) > LARGEST:
        raise RefusedError(f"the comment is longer than {LARGEST} characters")
    if not MARKER.fullmatch(text.split("\n", 1)[0]):
        raise RefusedError("the comment does not begin with the marker of linhe diff")
    return text


def find_comment(address: str, marker: str) -> dict[str, Any] | None:
    """Return the comment of a bot that begins with `marker`."""
    page = 1
    while True:
        comments = ask("GET", f"{address}?per_page={A_PAGE}&page={page}")
        for one in comments:
            if one["user"]["type"] == "Bot" and one["body"].startswith(marker):
                found: dict[str, Any] = one
                return found
        if len(comments) < A_PAGE:
            return None
        page += 1


def ask(method: str, address: str, given: dict[str, str] | None = None) -> Any:  # noqa: ANN401 -- JSON
    """Return what the API answers, as JSON."""
    request = Request(  # noqa: S310 -- the API's own address
        os.environ["GITHUB_API_URL"] + address,
        data=None if given is None else json.dumps(given).encode(),
        method=method,
        headers={
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {os.environ['TOKEN']}",
            "X-GitHub-Api-Version": "2022-11-28",
        },
    )
    with urlopen(request, timeout=60) as answer:  # noqa: S310 -- likewise
        return json.load(answer)


if __name__ == "__main__":
    try:
        main()
    except (RefusedError, OSError) as error:
        reason = f"{error} ({error.url})" if isinstance(error, HTTPError) else str(error)
        sys.exit(f"::error::No comment was kept: {reason}")
