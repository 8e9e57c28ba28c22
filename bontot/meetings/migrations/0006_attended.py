from django.db import migrations, models
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce, Least


def from_the_marks(apps, schema_editor):
    """Of minutes approved before: who had to come and is marked as there, never more than the other counts leave."""
    came = (
        apps.get_model("meetings", "Presence")
        .objects.filter(meeting=OuterRef("id"), must_attend=True, status__in=("present", "late"))
        .order_by()
        .values("meeting")
        .annotate(number=Count("id"))
        .values("number")
    )
    left = F("must_attend") - F("excused") - F("absent")
    meetings = apps.get_model("meetings", "Meeting").objects.filter(on_list__isnull=False)
    meetings.update(attended=Least(left, Coalesce(Subquery(came), 0)))


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0005_handouts'),
    ]

    operations = [
        migrations.AddField(
            model_name='meeting',
            name='attended',
            field=models.PositiveIntegerField(null=True, verbose_name='phải dự, có mặt'),
        ),
        migrations.RunPython(from_the_marks, migrations.RunPython.noop),
    ]
