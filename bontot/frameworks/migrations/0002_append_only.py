"""The database itself refuses that a version is changed or taken away."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "frameworks_kept"


def _guard(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    says = f"{TABLE}: a version is never changed"
    if editor.connection.vendor == "postgresql":
        editor.execute(
            f"CREATE FUNCTION {TABLE}_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{says}'; END $$",
            params=None,
        )
    for when in ("UPDATE", "DELETE"):
        name = f"{TABLE}_{when.lower()}"
        does = f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
        if editor.connection.vendor == "postgresql":
            does = f"EXECUTE FUNCTION {TABLE}_stays()"
        editor.execute(f"CREATE TRIGGER {name} BEFORE {when} ON {TABLE} FOR EACH ROW {does}", params=None)


class Migration(migrations.Migration):
    dependencies = [("frameworks", "0001_kept")]

    operations = [migrations.RunPython(_guard, migrations.RunPython.noop)]
