"""What the database itself refuses, so that no bug and no script can say two things of one day or rewrite the past."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from bontot.ledger.models import STILL_KNOWN, Fact, Head


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


class GuardDays(Guard):
    """A migration step: let PostgreSQL guard against two facts on one day as it does now, whatever guarded before."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        from django.apps import apps

        if schema_editor.connection.vendor == "postgresql":
            for name in self.kinds:
                kind = apps.get_model(self.app, name)
                table = kind._meta.db_table
                schema_editor.execute(
                    f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {table}_alone", params=None
                )
                for statement in _alone_on_postgresql(kind):
                    schema_editor.execute(statement, params=None)


def _sqlite(kind: type[Fact]) -> list[str]:
    table, subject = kind._meta.db_table, kind.subject
    statements = [
        _trigger(table, "kept", "BEFORE DELETE", "TRUE", "a fact is retracted, never deleted"),
        _trigger(table, "unchanged", "BEFORE UPDATE", _rewritten(kind), "a fact is retracted, never changed"),
    ]
    if kind.one_at_a_time:
        clash = (
            f"(NEW.known_to = {STILL_KNOWN} AND {_condition(kind, 'NEW')} AND EXISTS (SELECT 1 FROM {table} "
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


def _condition(kind: type[Fact], side: str) -> str:
    """`one_at_a_time`, said of one of two facts."""
    return (kind.one_at_a_time or "TRUE").replace("temporary", f"{side}.temporary")


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
        statements += _alone_on_postgresql(kind)
    return statements


def _alone_on_postgresql(kind: type[Fact]) -> list[str]:
    """PostgreSQL looks at all rows that a statement has written together.

    Whoever writes holds the end of the ledger, or waits for it here: so two who write at once, past the program, are
    guarded as well. The query is planned anew each time (EXECUTE): a plan made for an empty table would be kept.
    """
    table = kind._meta.db_table
    return [
        f"CREATE OR REPLACE FUNCTION {table}_alone() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE clash record; BEGIN "
        f"PERFORM 1 FROM {Head._meta.db_table} FOR UPDATE; "
        f"FOR clash IN EXECUTE '{clashes(kind, 'written')}' LOOP RAISE EXCEPTION '{table}: two facts on one day, % and %', "
        "clash.one, clash.other USING ERRCODE = 'exclusion_violation'; END LOOP; RETURN NULL; END $$",
        f"CREATE OR REPLACE TRIGGER {table}_alone AFTER INSERT ON {table} REFERENCING NEW TABLE AS written "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_alone()",
    ]


def clashes(kind: type[Fact], written: str) -> str:
    """The SELECT that finds two known facts of one subject on one day, one of them among the rows `written`."""
    table, subject = kind._meta.db_table, kind.subject
    return (
        f"SELECT n.id AS one, o.id AS other FROM {written} n JOIN {table} o ON o.{subject} = n.{subject} AND o.id <> n.id "
        f"WHERE n.known_to = {STILL_KNOWN} AND o.known_to = {STILL_KNOWN} "
        f"AND {_condition(kind, 'n')} AND {_condition(kind, 'o')} "
        "AND o.valid_from < n.valid_to AND n.valid_from < o.valid_to LIMIT 1"
    )
