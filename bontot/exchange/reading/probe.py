"""Opening a workbook in a process of its own, with bounds, to see whether it can be opened.

Run as a script it is that process: it imports nothing of ours and says by its exit code how it went.
"""

from __future__ import annotations

import os
import subprocess
import sys

MEMORY = 2_000_000_000
_BROKEN, _PASSWORD = 3, 4


def opens(path: str) -> str | None:
    """None where the workbook can be opened, else the code of the sentence that says why not."""
    seconds = min(5 + 4 * os.path.getsize(path) // 1_000_000, 120)
    command = [sys.executable, "-I", __file__, path, str(seconds)]
    try:
        done = subprocess.run(command, timeout=4 * seconds, capture_output=True, check=False)
    except subprocess.TimeoutExpired:
        return "TEP-QUA-LON"
    if done.returncode == 0:
        return None
    return {_BROKEN: "TEP-HONG", _PASSWORD: "TEP-MA-HOA"}.get(done.returncode, "TEP-QUA-LON")


def _limit(seconds: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main(path: str, seconds: int) -> int:
    from python_calamine import CalamineError, PasswordError, load_workbook

    _limit(seconds)
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
    sys.exit(_main(sys.argv[1], int(sys.argv[2])))
