"""Văn bản kế hoạch củng cố: the remedy of one organisation as a paper of the committee above it.

It says why the organisation is on the list, by which source, who confirmed it, what is to be done by whom and when, and what
was found on following it up. A paper is handed on to people whom the page would not let in: of discipline it has the number
and nobody's name.
"""

from __future__ import annotations

from datetime import date

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import override

from bontot.ledger.sealing import unseal
from bontot.meetings.written.phrasing import long_day
from bontot.organisations.committees import committee, letters
from bontot.organisations.queries import Book
from bontot.organisations.tree import lasting_tree
from bontot.strengthening.assessing import assess
from bontot.strengthening.criteria import version
from bontot.strengthening.deciding import Place
from bontot.strengthening.models import Case, Remedy, Visit
from bontot.strengthening.people import called
from bontot.strengthening.showing import Ground, grounds, steps_shown, visits_shown
from bontot.strengthening.showing import sign_shown as shown
from bontot.ui.clock import today
from bontot.ui.papers import Block, Column, Paper, Signature, Table, Text
from bontot.ui.writing import day as written

GROUNDS = (
    Column("TT", 4),
    Column("Tiêu chí", 20),
    Column("Khi vào danh sách", 14),
    Column("Hôm nay", 14),
    Column("Ngưỡng, dẫn chiếu", 28),
)
STEPS = (
    Column("TT", 4),
    Column("Biện pháp", 28),
    Column("Phụ trách", 16),
    Column("Hạn", 10),
    Column("Tình trạng, kết quả", 22),
)
VISITS = (Column("Ngày", 10), Column("Cách", 14), Column("Nhận xét", 36), Column("Lần sau", 10), Column("Người ghi", 10))  # fmt: skip


def remedy_paper(place: Place) -> Paper:
    """The remedy as it stands on the day of the page. Raises Http404 where there is none."""
    remedy = getattr(place.case, "remedy", None)
    if place.case is None or remedy is None:
        raise Http404(_("Chưa có kế hoạch củng cố nào để in."))
    with override("vi"):
        return _paper(place, place.case, remedy)


def _paper(place: Place, case: Case, remedy: Remedy) -> Paper:
    issuer = place.above or place.named
    parent = lasting_tree(today()).parents.get(issuer.id)
    return Paper(
        above=committee(Book([parent], at=None).on(parent, place.on).name) if parent else "",
        organisation=committee(issuer.name),
        symbol=f"Số …-KH/{letters(issuer.name, issuer.kind)}",
        place_and_day=f"…, {long_day(place.on)}",
        title="Kế hoạch",
        subject=f"củng cố {place.named.name}",
        body=(
            *_why(place, case),
            *_what(case, remedy, place.on),
            *_followed(case),
        ),
        recipients=("Cấp ủy cấp trên (để báo cáo)", place.named.name, "Các đồng chí được phân công", "Lưu"),
        right=Signature(("T/M cấp ủy",)),
    )


def _why(place: Place, case: Case) -> list[Block]:
    """Who confirmed it on which grounds, what these are on the day, and the records behind those that hold."""
    told, _read = grounds(assess([place.organisation], place.on), place.organisation, discipline=False)
    code = f" ({place.named.code})" if place.named.code else ""
    blocks: list[Block] = [
        Text("I. Tổ chức và căn cứ", heading=True),
        Text(f"{place.named.name}{code}{f', trực thuộc {place.above.name}' if place.above else ''}."),
        Text(_confirmed(case)),
    ]
    if case.reason:
        blocks.append(Text(f"Lý do: {unseal(case.reason)}"))
    rows = _grounds(case, told)
    if rows:
        columns = tuple(
            Column(f"Ngày {written(place.on)}", each.width) if each.says == "Hôm nay" else each
            for each in GROUNDS
        )
        blocks.append(Table("", columns, rows))
    for each in told:
        if each.weak:
            blocks += _behind(each, place.on)
    blocks.append(Text("Căn cứ được tính từ sổ theo tiêu chí; cấp ủy có thẩm quyền quyết định.", italic=True))
    return blocks


def _confirmed(case: Case) -> str:
    used = version(case.version)
    paper = f", theo {case.paper}" if case.paper else ""
    template = "; các ngưỡng là mẫu, chưa có văn bản quy định được đọc" if used.demonstration else ""
    return (
        f"Ở trong danh sách cần củng cố từ ngày {written(case.decided_on)}{paper}; người ghi: {case.by}. Căn cứ tính đến "
        f"ngày {written(case.seen_on)}, theo {used.says} ({used.because}){template}."
    )


def _grounds(case: Case, told: list[Ground]) -> tuple[tuple[str, ...], ...]:
    """Every criterion that was a ground on entering the list or is one on the day, in the order of the criteria."""
    entry = {sign.criterion: shown(sign) for sign in case.signs.all() if sign.holds}
    rows = []
    for each in told:
        was = entry.pop(each.code, None)
        if was or each.weak:
            now = f"{each.figure}: {'có dấu hiệu' if each.weak else 'không còn'}"
            because = f"{each.threshold}; {each.source} ({each.sure})"
            rows.append((each.says, was.figure if was else "chưa là căn cứ", now, because))
    rows += [(was.says, was.figure, "không còn được tính", "") for was in entry.values()]
    return tuple((str(i), *row) for i, row in enumerate(rows, 1))


def _behind(ground: Ground, on: date) -> list[Text]:
    """The records that make up the figure of a ground."""
    blocks = [Text(f"Minh chứng đến ngày {written(on)}: {ground.says}, {ground.figure}.", italic=True)]
    if ground.confided:
        blocks.append(Text("– Danh sách ở trang của tổ chức, với ai được xem kỷ luật."))
    return [*blocks, *(Text(f"– {row.says}.") for row in ground.rows)]


def _what(case: Case, remedy: Remedy, on: date) -> list[Block]:
    """The goal, who answers for it, until when, and each step."""
    steps = list(case.steps.all())
    names = called({id for id in (remedy.owner_id, *(step.owner_id for step in steps)) if id}, on)
    times = f", đã gia hạn {remedy.extended} lần" if remedy.extended else ""
    blocks: list[Block] = [
        Text("II. Mục tiêu, thời hạn", heading=True),
        Text(f"Mục tiêu: {remedy.goal}"),
        Text(f"Người phụ trách: {names.get(remedy.owner_id or 0, 'chưa phân công')}."),
        Text(f"Thời gian: từ ngày {written(remedy.begins)} đến ngày {written(remedy.deadline)}{times}."),
        Text("III. Biện pháp", heading=True),
    ]
    rows = tuple(
        (
            str(i),
            step.says,
            step.owner or "chưa phân công",
            written(step.deadline),
            "; ".join(
                each
                for each in (
                    step.state_says,
                    f"ngày {written(step.finished_on)}" if step.finished_on else "",
                    ("quá hạn" if step.state == "open" else "chậm") if step.late else "",
                    step.result,
                )
                if each
            ),
        )
        for i, step in enumerate(steps_shown(steps, names, on), 1)
    )
    blocks.append(Table("", STEPS, rows) if rows else Text("Chưa có biện pháp nào."))
    return blocks


def _followed(case: Case) -> list[Block]:
    """What was found by those who went to see, the first visit first."""
    visits = visits_shown(Visit.objects.filter(case=case).order_by("day", "id"))
    rows = tuple((written(v.day), v.way, v.says, written(v.next_on), v.by) for v in visits)
    return [
        Text("IV. Theo dõi", heading=True),
        Table("", VISITS, rows) if rows else Text("Chưa ghi lần theo dõi nào."),
    ]
