"""An Atom feed of the releases of a package (RFC 4287). Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from linhe_opendata.portal.site import PackageSite, Published

_ATOM = "http://www.w3.org/2005/Atom"
_UNDATED = "1970-01-01T00:00:00Z"


def write_feed(package: PackageSite) -> bytes:
    """Return the feed; an entry is identified by the digest of its release."""
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _add(feed, "id", f"urn:sha256:{package.releases[-1].digest}:{package.name}")
    _add(feed, "title", str(package.shown.dataset.title))
    _add(feed, "updated", max(_moment(one) for one in package.releases))
    author = ET.SubElement(feed, f"{{{_ATOM}}}author")
    _add(author, "name", str(package.shown.dataset.publisher.name))
    ET.SubElement(feed, f"{{{_ATOM}}}link", rel="alternate", href="index.html")
    for one in package.releases:
        entry = ET.SubElement(feed, f"{{{_ATOM}}}entry")
        _add(entry, "id", f"urn:sha256:{one.digest}")
        _add(entry, "title", f"{package.name} {one.version}")
        _add(entry, "updated", _moment(one))
        ET.SubElement(entry, f"{{{_ATOM}}}link", rel="alternate", href=f"{one.version}/index.html")
        _add(entry, "summary", one.yanked or str(one.dataset.description))
    ET.indent(feed)
    text: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}{name}").text = text


def _moment(one: Published) -> str:
    return one.created if one.created and "T" in one.created else _UNDATED
