"""Whether there are tables to work on: a new system gets them by itself, an older one says what to do."""

from __future__ import annotations

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader


class NotReady(Exception):
    """There is something in the database that this version cannot work on; the message says what to do."""


def make_ready() -> None:
    """Make the tables where there are none at all. Raises NotReady where there are others than this version's."""
    try:
        migrations = MigrationLoader(connection)
    except DatabaseError as reason:
        raise NotReady(
            f"Không mở được cơ sở dữ liệu: {reason}. Hãy xem lại BONTOT_HOME hoặc DATABASE_URL."
        ) from reason
    done, known = set(migrations.applied_migrations), set(migrations.disk_migrations)
    if not done:
        call_command("migrate", verbosity=0, interactive=False)
    elif known - done:
        raise NotReady("Các bảng dữ liệu là của phiên bản cũ hơn; hãy chạy “bontot migrate” trước.")
    elif any(app in migrations.migrated_apps for app, _name in done - known):
        raise NotReady("Các bảng dữ liệu là của phiên bản mới hơn; hãy dùng phiên bản ấy của chương trình.")
