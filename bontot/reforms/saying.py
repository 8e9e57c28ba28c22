"""One line at a time: what is wrong with it by itself, and what only shows beside the others."""

from __future__ import annotations

from dataclasses import replace

from bontot.kernel.finding import Finding
from bontot.ledger import bulk
from bontot.reforms.judging import judge
from bontot.reforms.models import STILL, Line, Reform
from bontot.reforms.planned import SUBJECTS, Planned
from bontot.reforms.reading import with_people
from bontot.reforms.seeing import looked, see
from bontot.reforms.sheets import HEADERS, ORGANISATION

ALONE = frozenset({"PA-THIEU", "PA-CHINH-NO", "PA-DAI", "PA-NGUOI-TRONG", "PA-CHUC-VU-O-DAU"})
"""What is wrong with a line whatever the others say; besides what is wrong with whom it is about."""
OF_ALL = frozenset({"PA-CHIA", "PA-HOP-NHAT-MOT"})
"""What can only be said of a plan as a whole: the check says it."""


def whole(plan: Reform, line: Planned) -> Planned:
    """The line with the code of its person, and with what the ledger says of its subject."""
    (line,) = with_people([line])
    (line,) = looked([line], see(plan.day, [line], plan.organisation))
    return line


def judged(plan: Reform, line: Planned, *, new: bool) -> tuple[list[Finding], list[Finding]]:
    """What is to be said of a line, and what of that keeps it from being saved. `new`: it may not be there already.

    A plan grows: what is missing beside the line may come later, and is only said.
    """
    others = _beside(plan, line)
    lines = [
        *([replace(each, row=1) for each in others if new or each.key != line.key]),
        replace(line, row=2),
    ]
    found = judge(plan.day, plan.organisation, lines, see(plan.day, lines, plan.organisation))
    own = [each for each in found if each.row == 2 and each.rule not in OF_ALL]
    about = HEADERS[line.sheet][SUBJECTS[line.sheet]]
    refusing = [each for each in own if each.refuses and (each.rule in ALONE or each.column == about)]
    return own, refusing


def _beside(plan: Reform, line: Planned) -> list[Planned]:
    """The lines about whatever this line names."""
    named = {line.key, *(line.says(name) for name in ("related", "parent", "to", "organisation"))} - {""}
    rows = Line.objects.filter(bulk.where_among("key", named), reform=plan, to_version=STILL)
    return [
        Planned(row.sheet, row.fields, row.seen)
        for row in rows
        if row.sheet == ORGANISATION or (row.sheet, row.key) == (line.sheet, line.key)
    ]
