"""What only looks like nothing is nothing: no name of spaces is ever written, whichever act says it."""

from datetime import date
from typing import Any

import pytest
from django import forms

from bontot.catalogue import ACTS
from bontot.decisions.fields import Text
from bontot.kernel.text import blank
from bontot.ledger.acts import Act, said_fields
from bontot.ledger.enacting import rehearse
from bontot.ledger.speaking import acts_from_json
from bontot.members.registering import Admit
from bontot.organisations.acts import Rename
from tests import world

pytestmark = pytest.mark.django_db

NOTHING = ("   ", "\t\n", "\u00a0", "\u200b\u200b", "\ufeff")
ON: dict[str, Any] = {"on": "2024-03-01"}


def test_what_nobody_can_see_is_blank() -> None:
    assert all(map(blank, ("", *NOTHING)))
    assert not blank(" a ")


@pytest.mark.parametrize("nothing", NOTHING)
def test_a_required_text_of_spaces_is_missing(nothing: str) -> None:
    world.build()
    renaming = ON | {"act": "organisation.rename", "organisation": "THON1", "name": nothing}
    admitting = ON | {"act": "member.admit", "code": "DV99", "full_name": nothing, "organisation": "THON1"}
    assert world.refusals(world.do(renaming)) == {"SO-07"}
    assert world.refusals(world.do(admitting)) == {"DV-14"}
    with pytest.raises(forms.ValidationError):
        Text().clean(nothing)


def test_nor_is_it_written_where_no_door_has_looked() -> None:
    world.build()
    acts: tuple[Act, ...] = (
        Rename(on=date(2024, 3, 1), organisation="THON1", name="  "),
        Admit(on=date(2024, 3, 1), code="DV99", full_name="\u200b", organisation="THON1"),
    )
    assert [world.refusals(rehearse([act], world.OPERATOR)) for act in acts] == [{"TC-08"}, {"DV-14"}]


def test_a_stretch_of_the_history_and_a_part_of_a_whole_have_names_too() -> None:
    world.build()
    history = ON | {"act": "organisation.history", "organisation": "THON1", "what": "name",
                    "stretches": [["  ", "1950-01-01", None]]}  # fmt: skip
    part = {"code": "A", "name": "  ", "kind": "chi bộ", "parent": "XA1"}
    divided = ON | {
        "act": "organisation.divide",
        "organisation": "THON1",
        "into": [part, part | {"code": "B"}],
    }
    assert "TC-08" in world.refusals(world.do(history))
    assert "TC-08" in world.refusals(world.do(divided))


def test_every_act_misses_each_required_text_of_spaces() -> None:
    for code, act in ACTS.items():
        needed = [f.name for f in said_fields(act) if f.type == "str" and f.default is f.default_factory]
        _, wrong = acts_from_json([{"act": code} | dict.fromkeys(needed, "  ")], ACTS)
        assert set(needed) <= {each.column for each in wrong}, code
