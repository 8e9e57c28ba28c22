"""Opening a workbook in a process of its own, with bounds, to see whether it can be opened.

Run as a script it is that process: it imports nothing of ours and says by its exit code how it went.
"""

from __future__ import annotations

import subprocess
import sys

MEMORY = 2_000_000_000
SECONDS = 120
_BROKEN, _PASSWORD = 3, 4


def opens(path: str) -> str | None:
    """None where the workbook can be opened, else the code of the sentence that says why not."""
    command = [sys.executable, "-I", __file__, path]
    try:
        done = subprocess.run(command, timeout=SECONDS, capture_output=True, check=False)
    except subprocess.TimeoutExpired:
        return "TEP-QUA-LON"
    if done.returncode == 0:
        return None
    return {_BROKEN: "TEP-HONG", _PASSWORD: "TEP-MA-HOA"}.get(done.returncode, "TEP-QUA-LON")


def _limit() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main(path: str) -> int:
    from python_calamine import CalamineError, PasswordError, load_workbook

    _limit()
    try:
        with load_workbook(path) as workbook:
            for place in range(len(workbook.sheet_names)):
                workbook.get_sheet_by_index(place)
    except PasswordError:
        return _PASSWORD
    except (CalamineError, OSError, ValueError):
        return _BROKEN
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1]))
