from django.db import migrations

from bontot.ledger.guards import Guard


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_succession")]
    operations = [Guard("organisations", "Succession")]
