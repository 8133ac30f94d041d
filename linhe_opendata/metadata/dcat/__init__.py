"""A release and a catalogue in DCAT 3, as DCAT-AP 3 asks for them, as JSON-LD and Turtle. Pure."""

from linhe_opendata.metadata.dcat.dataset import DcatCatalogue, dcat, dcat_turtle

__all__ = ["DcatCatalogue", "dcat", "dcat_turtle"]
