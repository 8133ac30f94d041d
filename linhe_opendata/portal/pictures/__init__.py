"""Figures as pictures: SVG that we write, the same bytes on every machine. Pure."""
