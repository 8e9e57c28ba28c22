"""What the database itself refuses, so that no bug and no script can say two things of one day or rewrite the past."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from bontot.ledger.models import STILL_KNOWN, Fact


class Guard(migrations.operations.base.Operation):
    """A migration step: guard the tables of these kinds of facts."""

    reversible = True

    def __init__(self, app: str, *kinds: str) -> None:
        self.app, self.kinds = app, kinds

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The guards are not part of Django's picture of the tables."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        from django.apps import apps

        write = _postgresql if schema_editor.connection.vendor == "postgresql" else _sqlite
        for name in self.kinds:
            kind = apps.get_model(self.app, name)
            assert issubclass(kind, Fact)
            for statement in write(kind):
                schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """The guards go when their table goes."""

    def describe(self) -> str:
        return f"Guard {self.app}: {', '.join(self.kinds)}"


def _sqlite(kind: type[Fact]) -> list[str]:
    table, subject = kind._meta.db_table, kind.subject
    statements = [
        _trigger(table, "kept", "BEFORE DELETE", "TRUE", "a fact is retracted, never deleted"),
        _trigger(table, "unchanged", "BEFORE UPDATE", _rewritten(kind), "a fact is retracted, never changed"),
    ]
    if kind.one_at_a_time:
        clash = (
            f"(NEW.known_to = {STILL_KNOWN} AND {_of_new(kind)} AND EXISTS (SELECT 1 FROM {table} "
            f"WHERE {subject} = NEW.{subject} AND known_to = {STILL_KNOWN} AND {kind.one_at_a_time} "
            "AND valid_from < NEW.valid_to AND NEW.valid_from < valid_to))"
        )
        statements.append(_trigger(table, "alone", "BEFORE INSERT", clash, "two facts on one day"))
    return statements


def _trigger(table: str, name: str, when: str, condition: str, says: str) -> str:
    return (
        f"CREATE TRIGGER {table}_{name} {when} ON {table} FOR EACH ROW WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: {says}'); END"
    )


def _rewritten(kind: type[Fact]) -> str:
    """True for an update that does anything but close what is still known."""
    columns = [f.column for f in kind._meta.concrete_fields if f.column != "known_to"]
    changed = " OR ".join(f"NEW.{c} IS NOT OLD.{c}" for c in columns)
    return f"(OLD.known_to <> {STILL_KNOWN} OR NEW.known_to >= {STILL_KNOWN} OR {changed})"


def _of_new(kind: type[Fact]) -> str:
    condition = kind.one_at_a_time or "TRUE"
    return condition.replace("temporary", "NEW.temporary")


def _postgresql(kind: type[Fact]) -> list[str]:
    table = kind._meta.db_table
    changed = _rewritten(kind).replace(" IS NOT OLD", " IS DISTINCT FROM OLD")
    statements = [
        f"CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{table}: a fact is retracted, never deleted or changed'; END $$",
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_kept()",
        f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table} FOR EACH ROW WHEN {changed} "
        f"EXECUTE FUNCTION {table}_kept()",
    ]
    if kind.one_at_a_time:
        statements.append(exclusion(kind))
    return statements


def exclusion(kind: type[Fact]) -> str:
    """PostgreSQL's guard against two facts of one subject on one day.

    A fact is a box without height on the line of its subject, from its first day to half a day before its end. Boxes
    are indexed and searched in half the time that an identity and a range of days take, and need no extension.
    """
    table, subject, zero = kind._meta.db_table, kind.subject, "DATE '0001-01-01'"
    box = f"box(point(valid_from - {zero}, {subject}), point(valid_to - {zero} - 0.5, {subject}))"
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_alone EXCLUDE USING gist (({box}) WITH &&) "
        f"WHERE (known_to = {STILL_KNOWN} AND {kind.one_at_a_time})"
    )
