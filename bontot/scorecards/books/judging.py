"""Whether a framework that somebody sent may become the next version, and what it would change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bontot.frameworks.differences import Difference, differences
from bontot.frameworks.queries import newest
from bontot.kernel.finding import Severity
from bontot.law.frameworks.framework import Framework
from bontot.organisations.models import Organisation
from bontot.scorecards.books.cells import Told

type May = Callable[[int | None], bool]
"""Whether the sender may edit frameworks of an organisation (its id); None asks for those that are common to all."""


def judge(made: Framework, base: str, may: May, told: Told) -> tuple[Framework | None, list[Difference]]:
    """The last version that there is, and in what the framework differs from it. What stands against it is told."""
    owner = Organisation.objects.filter(code=made.owner).first()
    if owner is None:
        told.say(
            "KD-04",
            f"Không có tổ chức nào mang mã “{made.owner[:60]}”.",
            "framework",
            None,
            "Tổ chức ban hành",
            made.owner,
        )
    elif not may(owner.pk):
        says = f"Bạn không sửa khung của tổ chức {made.owner}."
        told.say("KD-04", says, "framework", None, "Tổ chức ban hành", made.owner)
    last = newest(made.code)
    if last is None:
        return None, []
    _whose(last, may, told)
    found = differences(last, replace(made, version=last.version))
    if not found and made.owner == last.owner:
        told.say("KD-06", "Tệp không khác gì bản đang có, nên không có gì để lưu.", severity=Severity.HINT)
    if base != last.version:
        told.say(
            "KD-05",
            f"Tệp sửa từ bản “{base[:60] or '—'}”, mà bản mới nhất là “{last.version}”. Bảng khác nhau dưới đây so với bản mới "
            "nhất; hãy xem kỹ rồi mới lưu, hoặc tải bản mới nhất về sửa lại.",
            severity=Severity.WARNING,
        )
    if made.first < last.first:
        told.say(
            "KD-07",
            f"Bản này bắt đầu trước bản “{last.version}” (ngày {last.first:%d/%m/%Y}), nên từ ngày ấy bản kia vẫn được dùng.",
            severity=Severity.WARNING,
        )
    return last, found


def _whose(last: Framework, may: May, told: Told) -> None:
    if not last.owner:
        if not may(None):
            says = f"Khung {last.code} là khung chung, chỉ cấp tỉnh sửa. Để có khung riêng, hãy ghi một mã khác ở mục “Mã khung”."
            told.say("KD-04", says, "framework", None, "Mã khung", last.code)
        return
    owner = Organisation.objects.filter(code=last.owner).first()
    if owner is None or not may(owner.pk):
        says = f"Khung {last.code} do tổ chức {last.owner} ban hành. Hãy ghi một mã khác ở mục “Mã khung”."
        told.say("KD-04", says, "framework", None, "Mã khung", last.code)
