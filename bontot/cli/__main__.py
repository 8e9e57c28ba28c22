"""`python -m bontot.cli`."""

from bontot.cli import script

script()
