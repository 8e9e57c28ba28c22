"""A backup is one archive: every table as rows of one moment, and the keys, without which the sealed stays sealed."""

from __future__ import annotations

import io
import json
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from bontot import __version__
from bontot.ledger.writing import position

BATCH = 20_000
AT_ONCE, HEAVY = 8, 32_000_000
"""Of rows that hold files: so many are fetched at once, and so many bytes go into a part."""
NOT_KEPT = ("sessions.Session", "axes.AccessAttempt", "axes.AccessLog", "axes.AccessFailureLog")


class BadBackup(Exception):
    """The archive cannot be restored; the message says why."""


def backup(path: Path) -> None:
    """Write everything that is in the system at one moment. Others go on working meanwhile."""
    fresh = path.with_name(path.name + ".dở-dang")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        with tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) as archive, _one_moment():
            about = {"version": __version__, "position": position(), "migrations": _migrations()}
            _add(archive, "about.json", json.dumps(about).encode())
            for model in _kept():
                for part, data in enumerate(_rows(model)):
                    _add(archive, f"tables/{model._meta.label}/{part:06}.json", data)
            for key in sorted((settings.HOME / "keys").glob("*.key")):
                _add(archive, f"keys/{key.name}", key.read_bytes())
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def restore(path: Path) -> None:
    """Fill an empty system from an archive. Raises BadBackup, leaving the system empty, where that cannot be."""
    call_command("migrate", verbosity=0, interactive=False)
    if position():
        raise BadBackup("Hệ thống đã có quyết định trong sổ; chỉ khôi phục vào hệ thống còn trống.")
    try:
        with tarfile.open(path, "r:gz") as archive:
            _restore(archive)
    except (tarfile.TarError, EOFError, OSError, ValueError, KeyError) as reason:
        raise BadBackup(
            f"Không khôi phục được từ {path.name}: tệp hỏng hoặc không phải bản sao lưu ({reason})."
        ) from reason


def _restore(archive: tarfile.TarFile) -> None:
    about = json.loads(_read(archive, archive.next()))
    if about["migrations"] != _migrations():
        raise BadBackup(
            f"Bản sao lưu của phiên bản {about['version']}; hãy khôi phục bằng đúng phiên bản ấy rồi nâng cấp."
        )
    keys: dict[str, bytes] = {}
    with transaction.atomic():
        for model in reversed(list(_kept())):
            with connection.cursor() as cursor:
                cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
        while (member := archive.next()) is not None:
            folder, name, *_ = member.name.split("/")
            if folder == "keys":
                keys[name] = _read(archive, member)
            else:
                _fill(apps.get_model(name), orjson.loads(_read(archive, member)))
        _set_sequences()
    for name, data in keys.items():
        _put_key(settings.HOME / "keys" / name, data)


def _put_key(path: Path, data: bytes) -> None:
    fresh = path.with_suffix(".mới")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
    fresh.replace(path)


def _kept() -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.label not in NOT_KEPT:
            yield model


def _migrations() -> list[list[str]]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted([app, name] for app, name in applied)


def _one_moment() -> Any:
    """A transaction in which every table is read as of the same moment."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    return transaction.atomic()


def _rows(model: type[models.Model]) -> Iterator[bytes]:
    names = [f.attname for f in model._meta.concrete_fields]
    files = any(isinstance(f, models.BinaryField) for f in model._meta.concrete_fields)
    rows = model._default_manager.order_by("pk").values_list(*names)
    batch, weight = list[Any](), 0
    for row in rows.iterator(chunk_size=AT_ONCE if files else BATCH):
        batch.append(row)
        weight += sum(len(value) for value in row if isinstance(value, (bytes, memoryview))) if files else 0
        if len(batch) == BATCH or weight > HEAVY:
            yield _dump(names, batch)
            batch, weight = [], 0
    if batch:
        yield _dump(names, batch)


def _dump(names: list[str], rows: list[Any]) -> bytes:
    return orjson.dumps({"columns": names, "rows": rows}, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, (bytes, memoryview)):
        return {"hex": bytes(value).hex()}
    return str(value)


def _fill(model: type[models.Model], table: dict[str, Any]) -> None:
    fields: list[Any] = [model._meta.get_field(name) for name in table["columns"]]
    columns = ", ".join(f'"{f.column}"' for f in fields)
    marks = ", ".join(["%s"] * len(fields))
    rows = [
        [f.get_db_prep_save(_value(f, v), connection) for f, v in zip(fields, row, strict=True)]
        for row in table["rows"]
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})', rows)


def _value(field: Any, value: Any) -> Any:
    if isinstance(value, dict) and "hex" in value and field.get_internal_type() == "BinaryField":
        return bytes.fromhex(value["hex"])
    return value if isinstance(field, models.JSONField) else field.to_python(value)


def _set_sequences() -> None:
    """Let numbers given by the database go on after the restored ones."""
    from django.core.management.color import no_style

    statements = connection.ops.sequence_reset_sql(no_style(), list(_kept()))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(data), 0o600
    archive.addfile(entry, io.BytesIO(data))


def _read(archive: tarfile.TarFile, member: tarfile.TarInfo | None) -> bytes:
    content = archive.extractfile(member) if member else None
    if content is None:
        raise BadBackup("Tệp không phải là bản sao lưu của Bốn Tốt.")
    return content.read()
