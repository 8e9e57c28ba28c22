from django.db import migrations

from bontot.ledger.guards import GuardDays


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_guard_succession")]
    operations = [GuardDays("organisations", "Place", "Name", "Kind", "Territory")]
