"""A server as an office runs it, for measurements that ask it over the network."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def serving(application: str, *options: str) -> Iterator[int]:
    """Serve `application` (`module:name`) until the end of the block; gives its port, which may not answer yet."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    call = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    call += ["--no-ws", "--log-level", "warning", *options, application]
    server = subprocess.Popen(call, cwd=ROOT, start_new_session=True)
    try:
        yield port
    finally:
        server.terminate()
        server.wait()
