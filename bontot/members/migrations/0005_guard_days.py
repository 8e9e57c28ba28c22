from django.db import migrations

from bontot.ledger.guards import GuardDays


class Migration(migrations.Migration):
    dependencies = [("members", "0004_roster_order")]
    operations = [GuardDays("members", "Profile", "Standing", "Belonging", "Exemption")]
