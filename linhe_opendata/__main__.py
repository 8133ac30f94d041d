"""`python -m linhe_opendata` is the same as `linhe`."""

from linhe_opendata.cli import main

main(prog_name="linhe")
