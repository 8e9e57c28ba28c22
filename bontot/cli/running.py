"""Commands that set up and serve."""

from __future__ import annotations

import argparse
import getpass
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path

from django.core.management import call_command

from bontot.access.demonstration import PASSWORD, USERNAMES
from bontot.access.models import Grant
from bontot.access.roles import table
from bontot.cli.common import Commands, command, day
from bontot.cli.loading import load_demonstration
from bontot.demo.meetings import Diary
from bontot.demo.structure import SMALLEST
from bontot.ledger.queries import latest_dated
from bontot.ui.clock import today


def declare(commands: Commands) -> None:
    """Declare the commands of this file."""
    parser = command(
        commands, "up", "chuẩn bị dữ liệu (tỉnh trình diễn nếu còn trống) rồi phục vụ", _up, on_data=False
    )
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--members", type=province, default=89_455, help="số đảng viên của tỉnh trình diễn")
    parser.add_argument("--empty", action="store_true", help="không nạp tỉnh trình diễn")

    parser = command(commands, "serve", "phục vụ các trang", _serve)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--workers", type=int, default=2)

    command(commands, "migrate", "tạo hoặc nâng cấp các bảng dữ liệu", _migrate, on_data=False)

    parser = command(commands, "createadmin", "tạo tài khoản quản trị cấp tỉnh", _createadmin)
    parser.add_argument("--username", required=True)
    parser.add_argument("--organisation", required=True, help="mã tổ chức được quản trị")

    parser = command(commands, "demo", "viết các bảng tính của tỉnh trình diễn", _demo, on_data=False)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--members", type=province, default=89_455)
    parser.add_argument("--seed", type=int, default=2020)
    parser.add_argument(
        "--meetings", type=Path, metavar="THƯ MỤC", help="viết cả sổ sinh hoạt vào thư mục này"
    )
    parser.add_argument(
        "--before",
        type=Path,
        metavar="THƯ MỤC",
        help="viết vào thư mục này cả tỉnh như trước các đợt sắp xếp 2021–2024",
    )
    parser.add_argument("--until", type=day, help="sổ sinh hoạt đến ngày này, nếu khác hôm nay")


def province(text: str) -> int:
    """How many members a demonstration province is to have; smaller ones have no room for all that is shown."""
    if not text.isdecimal() or int(text) < SMALLEST:
        raise argparse.ArgumentTypeError(
            f"tỉnh trình diễn cần ít nhất {SMALLEST} đảng viên, không phải “{text}”"
        )
    return int(text)


def _up(asked: argparse.Namespace) -> int:
    if _taken(asked.port):
        print(
            f"Cổng {asked.port} đang được dùng; hãy chọn cổng khác: --port {asked.port + 1}", file=sys.stderr
        )
        return 1
    _migrate(asked)
    if not asked.empty:
        load_demonstration(asked.members)
    _print_addresses(asked.port)
    return serve("127.0.0.1", asked.port, 2)


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _print_addresses(port: int) -> None:
    root = f"http://127.0.0.1:{port}"
    print(f"\n  Trang làm việc   {root}/")
    if shown := day_with_figures():
        print(f"  Ngày có số liệu  {root}/?on={shown}")
    print(f"  Trang tin        {root}/tin/\n")
    for grant in (
        Grant.objects.filter(account__username__in=USERNAMES).select_related("account").order_by("id")
    ):
        name = table().roles[grant.role].name
        print(f"  {grant.account.get_username():14} mật khẩu {PASSWORD}   {name}, {grant.organisation_code}")
    print("\n  Dừng bằng Ctrl-C.\n", flush=True)


def day_with_figures() -> date | None:
    """The day of the latest decision that stands; None only while there are no records.

    Grades and recognitions change none of its figures.
    """
    return latest_dated(beside=("organisation.recognise", "organisation.classify", "member.classify"))


def _serve(asked: argparse.Namespace) -> int:
    return serve(asked.host, asked.port, asked.workers)


def serve(host: str, port: int, workers: int) -> int:
    """Serve until stopped; long work runs in a process of its own beside the pages, begun anew should it die."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    call = [sys.executable, "-m"]
    pages = [*call, "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    pages += ["--workers", str(workers), "--blocking-threads", "4", "--backpressure", "64", "--no-ws"]
    pages += ["--log-level", "warning", "bontot.config.wsgi:application"]
    works = [*call, "django", "db_worker", "--verbosity", "0"]
    running = [_start(pages), _start(works)]
    try:
        while running[0].poll() is None:
            if running[1].poll() is not None:
                running[1] = _start(works)
            time.sleep(1)
        return running[0].returncode
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(running)


def _start(call: list[str]) -> subprocess.Popen[bytes]:
    """In a group of its own: a Ctrl-C reaches this process alone, which stops the others in order."""
    return subprocess.Popen(call, stdin=subprocess.DEVNULL, start_new_session=True)


def _stop(running: list[subprocess.Popen[bytes]]) -> None:
    """Nobody stays behind: what is half written is written not at all."""
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if os.name == "posix":
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _migrate(asked: argparse.Namespace) -> int:
    call_command("migrate", verbosity=0, interactive=False)
    return 0


def _createadmin(asked: argparse.Namespace) -> int:
    from bontot.access.accounts import create_administrator

    password = os.environ.get("BONTOT_PASSWORD") or getpass.getpass("Mật khẩu: ")
    problems = create_administrator(asked.username, password, asked.organisation)
    for says in problems:
        print(says, file=sys.stderr)
    return 1 if problems else 0


def _demo(asked: argparse.Namespace) -> int:
    from bontot.demo import write
    from bontot.demo.plans.gathering import Plans

    with ExitStack() as stack:
        diary = None
        if asked.meetings:
            diary = stack.enter_context(Diary(asked.meetings, asked.until or today(), asked.seed))
        plans = Plans(asked.out, before=asked.before)
        paths = write(asked.out, members=asked.members, seed=asked.seed, diary=diary, plans=plans)
    for path in [*paths, *plans.paths, *(diary.paths if diary else ()), *plans.beginning]:
        print(path)
    return 0
