#!/usr/bin/env python3
"""Everything a developer or a newcomer does, in one command. Needs nothing but a Python >= 3.8 and a package index.

    python3 dev.py run [--port N] [--members N] [--empty]   set up, load the demonstration province, serve
    python3 dev.py test [PATH…]                             the tests, on SQLite and on PostgreSQL
    python3 dev.py check [--no-tests]                       what CI runs
    python3 dev.py bench [NAME…]                            the benchmarks of bench/
    python3 dev.py lock [--upgrade]                         pin the dependencies of pyproject.toml anew
    python3 dev.py bontot …                                 the program itself

It finds a Python the program can use, makes .venv with exactly the versions of the lock files, and works in there.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

from tools.environment import (
    BIN,
    DEVELOPMENT,
    PYTHON,
    ROOT,
    RUNTIME,
    Unready,
    become,
    inside,
    installer,
    launch,
    prepare,
    say,
)

# Every step of `check` but the tests: a name and a command inside .venv. Add a line here to add a step.
STEPS = [
    ("format", "ruff format --check ."),
    ("lint", "ruff check ."),
    ("types", "mypy"),
    ("imports", "lint-imports --no-cache --no-logo"),
    ("system", "python manage.py check --fail-level WARNING"),
    ("migrations", "python manage.py makemigrations --check --dry-run"),
    ("templates", "djade --check --target-version 6.1 bontot/**/templates/**/*.html"),
    ("documents", "python -m bontot.cli docs --check"),
]


def bontot(arguments):
    prepare(RUNTIME)
    return become(PYTHON, "-m", "bontot.cli", *arguments)


def run(arguments):
    return bontot(["up", *arguments])


def test(arguments):
    """Twice: everything on SQLite, then whatever touches the database once more on PostgreSQL."""
    prepare(RUNTIME, DEVELOPMENT)
    launch(PYTHON, "-m", "tests.browser", env=inside(), cwd=str(ROOT))
    named = any(not a.startswith("-") for a in arguments)
    options = [] if named else ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile"]
    codes = []
    for database in ("sqlite", "postgres"):
        print(f"\n=== {database}", flush=True)
        env = inside(BONTOT_TEST_DATABASE=database)
        codes.append(launch(PYTHON, "-m", "pytest", *options, *arguments, env=env, cwd=str(ROOT)))
    nothing_on_postgres = codes[1] == 5  # those named need no database
    return codes[0] or (0 if nothing_on_postgres else codes[1])


def check(arguments):
    prepare(RUNTIME, DEVELOPMENT)
    with tempfile.TemporaryDirectory() as home, ThreadPoolExecutor(os.cpu_count()) as pool:
        codes = list(pool.map(lambda step: check_step(*step, home), STEPS))
    bad = [name for (name, _), code in zip(STEPS, codes) if code]
    print("check: " + ("✗ " + ", ".join(bad) if bad else "✓"), flush=True)
    tested = 0 if "--no-tests" in arguments else test(arguments)
    return 1 if bad else tested


def check_step(name, command, home):
    """Run one step quietly; what it says is shown where it fails. A word with * stands for the files it matches."""
    program, *words = command.split()
    words = [found for word in words for found in (sorted(ROOT.glob(word)) if "*" in word else [word])]
    started = time.monotonic()
    ran = subprocess.run(
        [shutil.which(program, path=str(BIN)) or program, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=str(ROOT),
        env=inside(BONTOT_HOME=home, DATABASE_URL=""),
    )
    mark, said = ("✗", "\n" + ran.stdout.decode(errors="replace")) if ran.returncode else ("✓", "")
    print(f"{mark} {name:10} {time.monotonic() - started:5.1f} s{said}", flush=True)
    return ran.returncode


def bench(arguments):
    prepare(RUNTIME, DEVELOPMENT)
    there = sorted(p.stem for p in (ROOT / "bench").glob("*.py") if not p.stem.startswith("_"))
    if set(arguments) - set(there):
        raise Unready(
            "Chỉ có các phép đo: " + ", ".join(there), "There are only these benchmarks: " + ", ".join(there)
        )
    codes = [launch(PYTHON, f"bench/{name}.py", env=inside(), cwd=str(ROOT)) for name in arguments or there]
    return any(codes)


def lock(arguments):
    """Pin pyproject.toml's dependencies with hashes and without addresses; pins stay unless --upgrade is given."""
    prepare(RUNTIME)
    launch(*installer(), "uv")
    compile_ = [PYTHON, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.12"]
    compile_ += ["--generate-hashes", "--no-annotate", "--no-header", *arguments]
    groups = [a for group in ("test", "lint", "bench") for a in ("--group", group)]
    return launch(*compile_, "pyproject.toml", "--extra", "postgres", "-o", RUNTIME, cwd=str(ROOT)) or launch(
        *compile_, *groups, "-c", RUNTIME, "-o", DEVELOPMENT, cwd=str(ROOT)
    )


def main(arguments):
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(encoding="utf-8", errors="replace")
    commands = {f.__name__: f for f in (run, test, check, bench, lock, bontot)}
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 0 if arguments and arguments[0] in ("-h", "--help") else 2
    try:
        return int(commands[arguments[0]](arguments[1:]) or 0)
    except Unready as missing:
        say(*missing.args)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
