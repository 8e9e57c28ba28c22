"""The program's settings for tests: all it keeps lies in a temporary folder, each process having its own.

BONTOT_TEST_DATABASE says what the database is: `sqlite` (unless said otherwise) or `postgres`. An office's own
DATABASE_URL and BONTOT_HOME are never looked at.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from typing import Any

from tests import postgres

_HOME = tempfile.mkdtemp(prefix="bontot-tests-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ["BONTOT_HOME"] = _HOME
os.environ["DATABASE_URL"] = (
    postgres.address() if os.environ.get("BONTOT_TEST_DATABASE") == "postgres" else ""
)

from bontot.config.settings import *  # noqa: E402, F403 (the environment had to come first)
from bontot.config.settings import DATABASES, HOME  # noqa: E402  (the environment had to come first)

# Passwords are hashed by hundreds of tests; that they are hashed well in earnest is said by the settings themselves.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

_database: dict[str, Any] = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in earnest: the columnar copy reads it from outside. What a crash would lose does not matter.
    _database["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
    _database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
