"""Whether there are tables to work on: a new system gets them by itself, an older one says what to do."""

from __future__ import annotations

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from bontot.ledger.models import Head


class NotReady(Exception):
    """There is something in the database that this version cannot work on; the message says what to do."""


def make_ready() -> None:
    """Make the tables where there are none at all. Raises NotReady where there are others than this version's."""
    try:
        if Head.objects.exists():
            return
    except DatabaseError:
        connection.close()
    try:
        known = MigrationRecorder(connection).applied_migrations()
    except DatabaseError as reason:
        raise NotReady(
            f"Không mở được cơ sở dữ liệu: {reason}. Hãy xem lại BONTOT_HOME hoặc DATABASE_URL."
        ) from reason
    if known:
        raise NotReady("Dữ liệu của phiên bản khác; hãy chạy “bontot migrate” trước.")
    call_command("migrate", verbosity=0, interactive=False)
