"""The figures in SDMX, the standard of official statistics. Pure."""

from linhe_opendata.metadata.sdmx.observations import sdmx_csv
from linhe_opendata.metadata.sdmx.structure import sdmx_structure

__all__ = ["sdmx_csv", "sdmx_structure"]
