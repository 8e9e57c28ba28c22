from django.db import migrations

from bontot.ledger.guards import Guard


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]
    operations = [Guard("members", "Profile", "Standing", "Belonging", "Exemption", "Post")]
