"""One rating of an article from one place: of those that came from one on a day, the latest is kept."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models


def keep_the_latest(apps: Any, schema_editor: Any) -> None:
    """Of each article and place only the rating with the highest number stays."""
    ratings = apps.get_model("publishing", "Rating").objects
    latest = ratings.values("article", "origin").annotate(last=models.Max("id")).values("last")
    ratings.exclude(id__in=list(latest.values_list("last", flat=True))).delete()


class Migration(migrations.Migration):
    """The database itself refuses a second one."""

    dependencies = [("publishing", "0001_initial")]

    operations = [
        migrations.RunPython(keep_the_latest, migrations.RunPython.noop, elidable=True),
        migrations.RemoveIndex(model_name="rating", name="rating_origin"),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.UniqueConstraint(fields=("article", "origin"), name="one_rating_from_one_place"),
        ),
    ]
