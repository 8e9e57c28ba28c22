"""The peer: django-import-export's bulk mode, one flat table with a column for each column of the sheet.

Set up as its documentation says: rows are found again by the member's code, days are date columns, a file database.
"""

from __future__ import annotations

import time
from itertools import islice
from pathlib import Path
from typing import Any

KEY = "Mã đảng viên"


def measure(book: Path, rows: int, home: Path) -> dict[str, Any]:
    """Parse (as its own xlsx format does, with openpyxl), then import; seconds for so many rows."""
    import django
    import tablib
    from django.apps import AppConfig
    from django.conf import settings
    from django.db import connection, models
    from openpyxl import load_workbook

    settings.configure(
        INSTALLED_APPS=["import_export"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(home / "peer.sqlite3")}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()
    from import_export import resources

    began = time.perf_counter()
    sheet = load_workbook(book, read_only=True, data_only=True)["Đảng viên"]
    lines = islice(sheet.iter_rows(values_only=True), rows + 1)
    header = list(next(lines))
    data = tablib.Dataset(*lines, headers=header)
    days = {name for name in header if name.startswith(("Ngày", "Miễn")) and not name.startswith("Ngày sinh")}
    fields: dict[str, Any] = {
        name: models.DateField(null=True, db_column=f"c{place}")
        if name in days
        else models.CharField(max_length=400, null=True, unique=name == KEY, db_column=f"c{place}")
        for place, name in enumerate(header)
    }
    meta = type("Meta", (), {"app_label": "import_export"})
    flat = type("Flat", (models.Model,), {"__module__": __name__, "Meta": meta, **fields})
    options = type(
        "Meta",
        (),
        {"model": flat, "fields": header, "import_id_fields": (KEY,), "use_bulk": True, "batch_size": 1000},
    )
    resource = type("FlatResource", (resources.ModelResource,), {"Meta": options})()
    with connection.schema_editor() as editor:
        editor.create_model(flat)
    result = resource.import_data(data, dry_run=False, raise_errors=True, use_transactions=True)
    took = time.perf_counter() - began
    assert not result.has_errors() and flat._default_manager.count() == len(data), AppConfig
    return {"seconds": took, "rows": len(data)}
