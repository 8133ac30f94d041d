"""`linhe packages`: whose figures does a store have?"""

from __future__ import annotations

import click

from linhe_opendata.cli.options import older_option, read_store_option


@click.command()
@read_store_option
@older_option
def packages_command(*, store: str | None, accept_older: bool) -> None:
    """List the packages of a store, each with its newest version."""
    from linhe_opendata.cli.console import say_message
    from linhe_opendata.cli.listing import Listing, heads
    from linhe_opendata.client import open_package, packages
    from linhe_opendata.client.session import find_store
    from linhe_opendata.errors import UnknownPackageError
    from linhe_opendata.messages import message

    names = packages(store)
    reader = find_store(store)
    if reader is None:
        say_message("package-that-ships", name=names[0])
        return
    shown = Listing(*heads("package", "version", "created", "releases>"))
    for name in names:
        opened = open_package(reader, name=name, accept_older=accept_older)
        try:
            entries = opened.releases()
        except UnknownPackageError:  # the index names it, and there is nothing of it any more
            entries = ()
        newest = next((entry for entry in entries if not entry.yanked), None)
        newest = newest or next(iter(entries), None)
        number, created = (newest.version, newest.created) if newest else ("", None)
        shown.add(name, number, created or "", f"{len(entries):,}")
    shown.say()
    counted = message("number-of-packages", count=len(names))
    say_message("packages-in", packages=counted, address=reader.address)
