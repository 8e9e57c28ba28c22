"""The demonstration's classification of the year: points of one branch and of the branches of one commune, and a framework that
the commune has made for itself. Grades are left to whoever looks around.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from bontot.demo.reviewing import points
from bontot.frameworks.keeping import keep
from bontot.frameworks.queries import framework
from bontot.organisations.models import Organisation
from bontot.scorecards.reviews.opening import choices
from bontot.scorecards.reviews.saving import Points, save_points
from bontot.scorecards.reviews.sheet import gather

OWN, BASE = "chi-bo-bon-tot-xa", ("chi-bo-bon-tot", "mau-trinh-dien")


def load_reviews(commune: str, branch: str, on: date, seed: int) -> int:
    """Points for the year of the day; how many have some."""
    _own_framework(commune, on)
    period, count = f"{on:%Y}", 0
    for code, asked in ((branch, "xep-loai-dang-vien"), (commune, "xep-loai-to-chuc")):
        found = next((each for each in choices(period) if each.code == asked), None)
        if found is None:
            continue  # no framework of classification holds yet on so early a day
        rng = Random(f"{seed}:xếp loại:{code}")
        sheet = gather(found, Organisation.objects.get(code=code), period, on)
        written = {
            each.id: Points(0, points(found, rng), sheet.found.get(each.id, frozenset()))
            for each in sheet.subjects
        }
        count += save_points(sheet, written, "chi-bo" if code == branch else "xa")
    return count


def _own_framework(commune: str, on: date) -> None:
    """Two versions of a framework of the commune: the second weighs the targets of the year more."""
    shared = framework(*BASE)
    first = replace(
        shared, code=OWN, says="Chi bộ bốn tốt (khung của xã)", owner=commune, first=date(on.year - 1, 1, 1)
    )
    keep(first, "", "xa", "Khung riêng của xã")
    moved = {"1.1": 6, "1.2": 14}
    criteria = tuple(replace(each, most=moved.get(each.code, each.most)) for each in first.criteria)
    keep(
        replace(first, criteria=criteria, first=date(on.year, 1, 1)),
        "ban-1",
        "xa",
        "Coi trọng chỉ tiêu của nghị quyết năm",
    )
