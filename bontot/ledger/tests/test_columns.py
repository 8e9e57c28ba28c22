"""A table that gets a column later does not make older decisions unsound."""

import pytest

from bontot.ledger import chain
from bontot.ledger.chain import fact_columns
from bontot.ledger.models import Decision, Fact, Head
from bontot.ledger.verifying import verify
from bontot.members.models import Profile
from tests import world

pytestmark = pytest.mark.django_db


def unsound() -> list[str]:
    return [finding.says for finding in verify() if finding.refuses]


def sign_again(first: Decision) -> None:
    first.digest = chain.link(chain.GENESIS, first, chain.payload_parts(1))
    first.save()
    Head.objects.update(digest=first.digest)


def as_if_before(model: type[Fact], columns: list[str]) -> None:
    """Let the first decision say what it would have said when the table had only these columns."""
    first = Decision.objects.get(position=1)
    first.tables[model._meta.db_table] = chain.table_digests(model, columns, True, {})[1]
    sign_again(first)


def test_what_was_written_before_a_table_got_a_column_is_still_sound() -> None:
    world.build()
    today = fact_columns(Profile)
    as_if_before(Profile, [name for name in today if name != "theory"])
    world.do({"act": "member.change", "on": "2022-01-01", "member": "DV02", "theory": "trung cấp"})
    covered = Decision.objects.order_by("position").values_list("tables", flat=True)
    assert [len(tables[Profile._meta.db_table]["columns"]) for tables in covered] == [
        len(today) - 1,
        len(today),
    ]
    assert unsound() == []


def test_a_decision_that_does_not_say_its_columns_is_checked_over_all_of_them() -> None:
    world.build()
    as_if_before(Profile, list(fact_columns(Profile)))
    first = Decision.objects.get(position=1)
    for summary in first.tables.values():
        del summary["columns"]
    sign_again(first)
    assert unsound() == []


def test_a_column_that_is_gone_is_told() -> None:
    world.build()
    as_if_before(Profile, list(fact_columns(Profile))[:-1])
    first = Decision.objects.get(position=1)
    first.tables[Profile._meta.db_table]["columns"] = ["id", "known_from", "blood"]
    sign_again(first)
    assert unsound() == ["Bảng members_profile không còn đúng như quyết định 1 (01-QĐ/TU) đã ghi."]
