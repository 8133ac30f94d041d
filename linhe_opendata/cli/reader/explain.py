"""`linhe explain`: what is a type of finding, and how is it mended?"""

from __future__ import annotations

import click


@click.command()
@click.argument("kind", required=False)
def explain_command(*, kind: str | None) -> None:
    """Say what a type of finding is, or list them all."""
    from linhe_opendata.cli.console import say
    from linhe_opendata.cli.listing import Listing, heads
    from linhe_opendata.cli.speaking import phrase
    from linhe_opendata.errors import UnknownNameError
    from linhe_opendata.messages import MESSAGES
    from linhe_opendata.reports.kinds import KINDS_OF_FINDINGS

    if kind is None:
        listing = Listing(*heads("type", "meaning~"))
        for each in KINDS_OF_FINDINGS:
            listing.add(each, phrase(f"title-{each}"))
        listing.say()
        return
    if kind not in KINDS_OF_FINDINGS:
        raise UnknownNameError("finding", kind, KINDS_OF_FINDINGS)
    say(phrase("kind-and-note", kind=kind, note=phrase(f"title-{kind}")))
    for code in (f"about-{kind}", f"when-{kind}"):
        if code in MESSAGES:
            say(phrase(code))
    say(phrase("item-help", help=phrase(f"remedy-{kind}")))
