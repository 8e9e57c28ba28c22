"""Gồm cả: whose records a card counts beside those of its own organisation, said by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.organisations import queries as organisations
from bontot.organisations.models import Succession
from bontot.organisations.queries import Book
from bontot.organisations.succession import ABSORBED, DISBANDED, DISSOLVED, DIVIDED, MERGED
from bontot.scorecards.selecting import known
from bontot.scorecards.window import Window


def includes(asked: Window, organisation: int) -> list[str]:
    """A sentence for each predecessor whose records count, and for each organisation taken in whose records do not.

    The earliest first; a constant number of statements.
    """
    counted = list(_counted(asked)) if asked.rearranged else []
    taken = _taken_in(asked, organisation)
    ends = {id: until for id, until, _way in counted} | dict(taken)
    book, days = Book(ends, at=None), {id: until - timedelta(days=1) for id, until in ends.items()}
    named = {id: {"name": book.on(id, day).name, "day": f"{day:%d/%m/%Y}"} for id, day in days.items()}
    said = [
        _(
            "Gồm cả %(name)s đến hết %(day)s; tổ chức ấy đã chia, con số của nó tính trọn cho từng tổ chức mới."
        )
        % named[id]
        if way == DIVIDED
        else _("Gồm cả %(name)s đến hết %(day)s.") % named[id]
        for id, _until, way in counted
    ]
    return said + [
        _("Không gồm %(name)s, nhập vào sau ngày %(day)s: con số ở đây là của tổ chức đã có từ trước.")
        % named[id]
        for id, _until in taken
    ]


def ended(organisation: int, on: date) -> str:
    """Where an organisation is no more on a day, a sentence since when; nothing where it is. One statement."""
    days = organisations.days_of(organisation, at=None)
    if days is None or days[0] <= on < days[1]:
        return ""
    return _(
        "Tổ chức này không còn từ ngày %(day)s nên phiếu của nó không sửa được nữa; tổ chức tiếp nhận có phiếu riêng."
    ) % {"day": f"{days[1]:%d/%m/%Y}"}


def _counted(asked: Window) -> Iterator[tuple[int, date, str]]:
    sql, values = asked.lineage()
    of = (
        f"SELECT DISTINCT w.id, CAST(w.until AS text), s.way FROM ({sql}) w JOIN organisations_succession s "
        f"ON s.organisation_id = w.id AND s.valid_from = w.until AND {known('s')} AND s.way IN (%s, %s) "
        "WHERE w.id <> w.top ORDER BY 2, 1"
    )
    for id, until, way in bulk.rows(of, [*values, MERGED, DIVIDED]):
        yield id, date.fromisoformat(until), way


def _taken_in(asked: Window, organisation: int) -> list[tuple[int, date]]:
    found = Succession.objects.filter(
        ledger.known(None), successor_id=organisation, way__in=(ABSORBED, DISSOLVED, DISBANDED),
        valid_from__gt=asked.first, valid_from__lt=asked.until,
    )  # fmt: skip
    return list(found.order_by("valid_from", "id").values_list("organisation_id", "valid_from"))
