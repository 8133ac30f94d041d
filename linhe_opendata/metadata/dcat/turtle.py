"""JSON-LD nodes with prefixed names as Turtle (W3C RDF 1.1). Pure.

Only what the documents of this room use: nested nodes, references, literals with a language or a
datatype. An address stays relative where it is; it is read against the document's own.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_UNSAFE = str.maketrans({character: f"%{ord(character):02X}" for character in '<>"{}|^`\\ '})


def to_turtle(node: Mapping[str, Any], prefixes: Mapping[str, str]) -> str:
    """Return one node, and all below it, as a Turtle document."""
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())
    named: list[str] = []
    _write(node, named)
    return head + "".join(f"\n{block} .\n" for block in dict.fromkeys(reversed(named)))


def _write(node: Mapping[str, Any], named: list[str]) -> str:
    """Return how to refer to `node`; one with an address is added to `named` on the way."""
    lines = list(_properties(node, named))
    if "@id" not in node:
        return "[\n" + _indent(" ;\n".join(lines)) + "\n]"
    if lines:
        named.append(f"{_iri(node['@id'])}\n" + _indent(" ;\n".join(lines)))
    return _iri(node["@id"])


def _properties(node: Mapping[str, Any], named: list[str]) -> Iterator[str]:
    if kind := node.get("@type"):
        yield "a " + ", ".join(kind if isinstance(kind, list) else [kind])
    for name, value in node.items():
        if name.startswith("@"):
            continue
        values = value if isinstance(value, list) else [value]
        yield f"{name} " + ", ".join(_value(one, named) for one in values)


def _value(value: object, named: list[str]) -> str:
    if not isinstance(value, dict):
        return _literal(value)
    if "@value" not in value:
        return _write(value, named)
    literal = _literal(value["@value"])
    if language := value.get("@language"):
        return f"{literal}@{language}"
    return f"{literal}^^{value['@type']}" if "@type" in value else literal


def _literal(value: object) -> str:
    return _ENCODE(value)


def _iri(address: str) -> str:
    return f"<{address.translate(_UNSAFE)}>"


def _indent(text: str) -> str:
    """Indent lines, which end at line feeds alone: a literal may hold what else ends lines."""
    return "    " + text.replace("\n", "\n    ")
