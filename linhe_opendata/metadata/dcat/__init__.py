"""A release and a catalogue in DCAT 3, as DCAT-AP 3 asks for them, as JSON-LD and Turtle. Pure."""

from linhe_opendata.metadata.dcat.dataset import (
    dcat,
    dcat_catalogue,
    dcat_turtle,
    turtle_of,
)

__all__ = ["dcat", "dcat_catalogue", "dcat_turtle", "turtle_of"]
