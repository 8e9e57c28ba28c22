"""An act is made in two ways, which say the same."""

from datetime import date
from typing import Any

import pytest

from bontot.training.acts import Attend

SAID: dict[str, Any] = {"on": date(2024, 1, 2), "person": "DV01", "course": "L1", "kind": "bí thư chi bộ"}


def test_an_act_made_for_a_crowd_equals_one_made_by_hand() -> None:
    assert Attend.of(**SAID) == Attend(**SAID)


@pytest.mark.parametrize("said", [{"on": SAID["on"], "person": "DV01"}, SAID | {"where": "THON1"}])
def test_an_act_that_lacks_a_field_or_has_an_unknown_one_is_not_made(said: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="Attend"):
        Attend.of(**said)
