"""The environment that dev.py works in: a Python that fits, .venv made of it, and commands run in there.

Only the standard library, and nothing newer than Python 3.8: this is read by whatever Python a fresh machine has.
"""

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
RUNTIME, DEVELOPMENT = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
STAMP = VENV / "installed.json"
MINORS = (13, 12, 14, *range(15, 20))  # what we test with first


class Unready(Exception):
    """Something is missing that only a person can bring; the two sentences say what, in Vietnamese and in English."""


def say(*sentences):
    print("\n".join(sentences), file=sys.stderr, flush=True)


def on_path(name):
    """Every program of that name on the PATH: the first may be a shim of pyenv that refuses to run."""
    return [found for folder in os.get_exec_path() for found in [shutil.which(name, path=folder)] if found]


def pythons():
    """Where a Python may be, the likeliest first."""
    yield sys.executable
    home, env = Path.home(), os.environ
    pyenvs = dict.fromkeys([Path(env.get("PYENV_ROOT") or home / ".pyenv"), home / ".pyenv"])
    managed = Path(env.get("UV_PYTHON_INSTALL_DIR") or home / ".local/share/uv/python")
    for minor in MINORS:
        version = f"3.{minor}"
        yield from on_path("python" + version)
        for pyenv in pyenvs:
            yield from sorted(pyenv.glob(f"versions/{version}*/bin/python3"), reverse=True)
        yield from managed.glob(f"cpython-{version}*/bin/python3")
        for folder in ("/usr/local/bin", "/opt/homebrew/bin", f"/opt/homebrew/opt/python@{version}/bin"):
            yield Path(folder, "python" + version)
        yield Path(env.get("LOCALAPPDATA", home), "Programs", "Python", f"Python3{minor}", "python.exe")
    yield from on_path("python3") + on_path("python")


def answer(*command):
    """What a command prints, or None where it is not there, does not run or fails."""
    try:
        ran = subprocess.run(
            [str(c) for c in command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=str(ROOT)
        )
    except OSError:
        return None
    return ran.stdout.decode(errors="replace").strip() if ran.returncode == 0 else None


def find_python():
    """A CPython >= 3.12 that runs and has SQLite and SSL. Looking at a file's name is not enough: it is asked."""
    ask = (
        "import sys, sqlite3, ssl, venv\n"
        "assert sys.version_info >= (3, 12) and sys.implementation.name == 'cpython'\n"
        "assert sqlite3.sqlite_version_info >= (3, 37)\n"
        "print(getattr(sys, '_base_executable', sys.executable))"
    )
    for python in pythons():
        found = Path(python).exists() and answer(python, "-I", "-c", ask)
        if found:
            return found
    raise Unready(
        "Máy này chưa có Python 3.12 trở lên kèm SQLite: hãy cài Python 3.13 rồi chạy lại đúng lệnh này.",
        "No Python 3.12 or newer with SQLite was found: please install Python 3.13 and run this command again.",
    )


def fetched(folder, *pip):
    """The newest pip, which some Python fetches into this folder when it runs this one."""
    for other in pythons():
        answer(other, *pip, "download", "--no-deps", "-d", folder, "pip")
        yield from folder.glob("pip-*.whl")


def pips(folder):
    """Wheels of pip: by the pip of another Python, else by the one that Debian's apt gives to anybody, root or not."""
    yield from fetched(folder, "-m", "pip")
    answer(
        "sh",
        "-c",
        'cd "$0" && apt-get download python3-pip-whl && dpkg-deb -x python3-pip-whl*.deb .',
        folder,
    )
    for wheel in folder.glob("usr/share/python-wheels/pip-*.whl"):
        yield wheel
        yield from fetched(folder, f"{wheel}/pip")


def installer():
    """The command that installs packages into .venv: its own pip, else uv, else a pip that others can fetch."""
    pip = [PYTHON, "-I", "-m", "pip", "install", "--disable-pip-version-check", "-qq"]
    if any(answer(PYTHON, "-I", "-m", *own) is not None for own in (["pip", "--version"], ["ensurepip"])):
        return pip
    for uv in on_path("uv"):
        if answer(uv, "--version"):
            return [uv, "pip", "install", "--python", PYTHON, "-q"]
    with tempfile.TemporaryDirectory() as folder:
        for wheel in pips(Path(folder)):
            if answer(PYTHON, f"{wheel}/pip", "install", "--no-index", wheel) is not None:
                return pip
    raise Unready(
        "Python tìm được không có pip: hãy cài pip (Debian, Ubuntu: apt install python3-venv) rồi chạy lại lệnh này.",
        "The Python found has no pip: please install it (Debian, Ubuntu: apt install python3-venv) and run this again.",
    )


@contextlib.contextmanager
def alone():
    """Two of us may start at once; only one sets up. The lock ends with its process, however that ends."""
    with open(str(ROOT / ".venv.lock"), "w") as file:
        if os.name == "nt":
            import msvcrt

            while True:
                with contextlib.suppress(OSError):  # gives up after ten seconds; we do not
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def current(locks):
    """Whether .venv runs and holds what these lock files say."""
    try:
        installed = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return False
    return (
        all(installed.get(name) == digest for name, digest in locks.items())
        and answer(PYTHON, "-V") is not None
    )


def prepare(*files):
    """Bring .venv up to date with these lock files; a moment where it is already."""
    locks = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    if current(locks):
        return
    with alone():
        if current(locks):
            return
        with contextlib.suppress(FileNotFoundError):
            STAMP.unlink()  # an interrupted installation is done again
        if answer(PYTHON, "-c", "import sys; assert sys.version_info >= (3, 12)") is None:
            subprocess.check_call([find_python(), "-m", "venv", "--clear", "--without-pip", str(VENV)])
        say(
            "Đang chuẩn bị môi trường trong .venv (lần đầu mất vài phút) …",
            "Setting up .venv (minutes at first) …",
        )
        exactly = ["--require-hashes", "--no-deps", *(a for f in files for a in ("-r", str(f)))]
        if launch(*installer(), *exactly):
            raise Unready(
                "Không cài được các gói: hãy xem thông báo ở trên (thường là do mạng) rồi chạy lại lệnh này.",
                "The packages could not be installed: see the message above (mostly the network) and run this again.",
            )
        STAMP.write_text(json.dumps(locks))


def inside(**more):
    """The environment of a command: the project can be imported, the tools of .venv come first, text is UTF-8."""
    env = dict(os.environ, PYTHONUTF8="1", VIRTUAL_ENV=str(VENV), **more)
    env["PATH"] = os.pathsep.join([str(BIN), env.get("PATH", "")])
    env["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), env.get("PYTHONPATH")]))
    env.pop("PYTHONHOME", None)
    return env


def launch(*command, **options):
    """Run a command to its end and return its exit code; being asked to stop is passed on to it, and ends us too."""
    child = subprocess.Popen([str(c) for c in command], **options)
    asked = []

    def stop(*_):
        asked.append(SystemExit(143))
        child.terminate()

    before = signal.signal(signal.SIGTERM, stop)
    while True:
        try:
            code = child.wait()
            break
        except KeyboardInterrupt:  # the child has been interrupted too, and ends in its own way
            asked.append(KeyboardInterrupt())
    signal.signal(signal.SIGTERM, before)
    if asked:
        raise asked[0]
    return code if code >= 0 else 128 - code


def become(*command):
    """Turn into the command, so that whoever stops us stops it; Windows cannot, and waits for it."""
    command = [str(c) for c in command]
    if os.name == "nt":
        return launch(*command, env=inside())
    return os.execve(command[0], command, inside())
