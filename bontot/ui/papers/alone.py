"""Sets one paper in a process of its own, and gives its memory back with its end. Run as a program, by its path.

The layout is named; what is said in it comes on the standard input as JSON, and the PDF leaves on the standard output.
"""

from __future__ import annotations

import sys
from pathlib import Path

import typst


def main() -> None:
    """Read, set, write."""
    layout = Path(sys.argv[1])
    said = {"said": sys.stdin.buffer.read().decode()}
    made = typst.compile(str(layout), root=str(layout.parent), format="pdf", sys_inputs=said)
    assert isinstance(made, bytes)
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
