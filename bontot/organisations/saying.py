"""Parts of sentences about organisations: their codes, their days, what became of them."""

from __future__ import annotations

from datetime import date

from bontot.kernel.period import EVER, OPEN
from bontot.ledger.coverage import Since
from bontot.ledger.models import STILL_KNOWN
from bontot.ledger.state import State
from bontot.organisations.models import Organisation, Succession
from bontot.organisations.succession import SPLIT_OFF


def code(organisation: int, since: Since = None) -> str:
    """The code of an organisation, for sentences."""
    if isinstance(since, State):
        return since.called(Organisation, organisation)
    return str(Organisation.objects.values_list("code", flat=True).get(pk=organisation))


def stretch(first: date, end: date) -> str:
    """Days from a first one up to, not including, an end, for sentences."""
    until = "đến nay" if end == OPEN else f"đến trước {end:%d/%m/%Y}"
    if first == EVER:
        return f"từ trước {until}" if end == OPEN else until
    return f"từ {first:%d/%m/%Y} {until}"


def fate(organisation: int, by: date, since: Since = None) -> str:
    """How an organisation, and those that took over from it, had ended by a day: sentences, each with a blank before it."""
    said, ahead, seen = "", [organisation], {organisation}
    while ahead:
        here = ahead.pop(0)
        steps = [step for step in _steps(here, since) if step.way != SPLIT_OFF and step.valid_from <= by]
        if not steps:
            continue
        heirs = dict.fromkeys(step.successor_id for step in steps if step.successor_id is not None)
        named = ", ".join(code(heir, since) for heir in heirs)
        said += f" {code(here, since)} đã {steps[-1].way} từ {steps[-1].valid_from:%d/%m/%Y}"
        said += f"; tổ chức kế thừa là {named}." if named else "."
        ahead += [heir for heir in heirs if heir not in seen]
        seen.update(heirs)
    return said


def _steps(organisation: int, since: Since) -> list[Succession]:
    if isinstance(since, State):
        return since.facts(Succession, organisation)
    known = Succession.objects.filter(organisation_id=organisation, known_to=STILL_KNOWN)
    return list(known.order_by("valid_from", "id"))
