"""Keys live in files of their own beside the data, never in the database and never in the code."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def keep_key(path: Path, size: int = 64) -> bytes:
    """The key in `path`; made on first use, readable by its owner alone. Two first users get the same key."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(size))
        try:
            os.link(fresh, path)  # whoever links first has made the key
        except FileExistsError:
            pass  # another process was first; its key is the key
        finally:
            fresh.unlink()
    return path.read_bytes()
