from django.db import migrations


def begin(apps, schema_editor):
    head = apps.get_model("ledger", "Head")
    if not head.objects.exists():
        head.objects.create(position=0, digest="0" * 64)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
