from django.db import migrations

from bontot.ledger.guards import Guard


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]
    operations = [Guard("organisations", "Place", "Name", "Kind", "Territory")]
