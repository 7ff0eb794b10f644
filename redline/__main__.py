"""`python -m redline`: the commands without the rest of the product."""

from redline.cli import redline

redline(prog_name="redline")
