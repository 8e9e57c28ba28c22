from django.db import migrations

from bontot.ledger.guards import Guard


class Migration(migrations.Migration):
    dependencies = [("training", "0001_initial")]
    operations = [Guard("training", "Attendance")]
