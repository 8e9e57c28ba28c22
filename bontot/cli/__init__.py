"""The command line: `bontot <command>`. Exit 0 done, 1 refused or unsound, 2 wrong call."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bontot.config.settings")
    import django
    from django.db import OperationalError

    django.setup()
    asked = parser().parse_args(arguments)
    from bontot.cli.reasons import why
    from bontot.cli.tables import NotReady, make_ready

    try:
        if asked.on_data:
            make_ready()
        return int(asked.run(asked) or 0)
    except NotReady as reason:
        print(reason, file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read us has seen enough
        sys.stderr.close()
        return 0
    except (
        OSError
    ) as reason:  # no room, no such folder, no permission: nothing that a traceback would help with
        print(f"Không đọc hoặc ghi được tệp: {why(reason)}.", file=sys.stderr)
        return 1
    except (
        OperationalError
    ) as reason:  # a full disk, a server that is gone: the transaction has been taken back
        print(f"Cơ sở dữ liệu không đọc hoặc ghi được, nên lần này chưa ghi gì: {reason}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nĐã dừng; chưa có gì được ghi dở dang.", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """Every command with its options. Django has to be set up."""
    from bontot.cli import answers, docs, entering, keeping, meeting, reforming, regulating, running, scoring

    parser = argparse.ArgumentParser(
        prog="bontot", description="Bốn Tốt: sổ tổ chức đảng và đảng viên ở cơ sở."
    )
    commands = parser.add_subparsers(required=True, metavar="LỆNH")
    for chapter in (running, entering, meeting, scoring, regulating, reforming, answers, keeping, docs):
        chapter.declare(commands)
    return parser


def script() -> None:
    """The entry point of the installed program."""
    sys.exit(main())
