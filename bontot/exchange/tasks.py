"""Long work, done beside the pages: reading an import and checking it, entering it, writing an export."""

from __future__ import annotations

from django.db import transaction
from django.tasks import task

from bontot.access import readings
from bontot.access.scope import Grants, authority
from bontot.exchange import reports, store, uploads
from bontot.exchange.entering.importing import Import
from bontot.exchange.export.exporting import export
from bontot.exchange.models import Extract, State, Upload
from bontot.exchange.watch import Cancelled, Watch, attempt, settle
from bontot.ledger.enacting import enact, rehearse
from bontot.ledger.paper import Paper
from bontot.ledger.writing import hold_the_end
from bontot.statistics import copy
from bontot.ui.clock import today

TOUCHED = "Các tệp đã gửi không còn như lúc kiểm tra. Hãy gửi lại."


@task()
def read_upload(id: int, turn: str) -> None:
    """Read an import and say what would come of it."""
    uploads.tidy()
    with attempt(Upload, id, turn) as begun:
        if begun is None:
            return
        upload, watch = begun
        if not uploads.unchanged(upload):
            settle(Upload, upload, state=State.FAILED, trouble=TOUCHED)
            return
        coming = _import(upload)
        by = authority(upload.account, today())
        progress = watch.at(coming.size)
        rehearse(coming.acts(), by, paper=_paper(upload), outcome=coming.outcome, progress=progress)
        _report(upload, coming, state=State.READY)


def _import(upload: Upload) -> Import:
    grants = Grants(upload.account, today())
    within, whose = grants.scope("organisations.read"), grants.scope("members.read")
    return Import(uploads.paths(upload), upload.dated, uploads.decisions(upload), within, whose)


def _paper(upload: Upload) -> Paper:
    says = upload.says or f"Nhập {', '.join(file['name'] for file in upload.files)}"
    return Paper(upload.number, upload.dated, upload.by, says[:400])


@task()
def enter_upload(id: int, turn: str) -> None:
    """Enter an import, all or nothing. Everything is checked again, for the ledger may have grown since."""
    with attempt(Upload, id, turn) as begun:
        if begun is None:
            return
        upload, watch = begun
        if not uploads.unchanged(upload):
            settle(Upload, upload, state=State.FAILED, trouble=TOUCHED)
            return
        coming = _enter(upload, watch)
        if coming.outcome.position is None:
            _report(upload, coming, state=State.READY, trouble=_why_not(coming))
            return
    copy.current()  # leaves the files that the servers go on from


def _enter(upload: Upload, watch: Watch) -> Import:
    """The decision and the word that this import has been entered are written in one transaction, or neither."""
    by = authority(upload.account, today())
    with transaction.atomic():
        hold_the_end()
        coming = _import(upload)
        outcome = enact(
            coming.acts(), _paper(upload), by, outcome=coming.outcome, progress=watch.at(coming.size)
        )
        watch.check()
        if outcome.position is not None and not settle(
            Upload, upload, state=State.ENTERED, position=outcome.position, trouble=""
        ):
            raise Cancelled
    return coming


def _why_not(coming: Import) -> str:
    if coming.outcome.refused:
        return "Chưa ghi gì: khi kiểm tra lại trước lúc ghi đã thấy có dòng không được nhận."
    return "Không ghi gì: mọi dòng đều đã có trong hệ thống."


def _report(upload: Upload, coming: Import, **changes: object) -> None:
    folder = store.folder(upload.folder)
    for old in folder.glob(f"{reports.REMARKED}.*"):
        old.unlink()
    summary = reports.keep(folder, coming, coming.outcome)
    settle(Upload, upload, summary=summary, seen=uploads.fingerprint(upload), **changes)


@task()
def write_extract(id: int, turn: str) -> None:
    """Write an export; every file in it counts as read."""
    uploads.tidy()
    with attempt(Extract, id, turn) as begun:
        if begun is None:
            return
        extract, watch = begun
        scope = Grants(extract.account, today()).scope("export")
        folder = store.folder(extract.folder)
        people = export(extract.organisation_code, extract.on, folder / "export.part", within=scope)
        watch.check()
        (folder / "export.part").chmod(0o600)
        (folder / "export.part").replace(folder / "export.xlsx")
        readings.note_for(extract.account.get_username(), "/xuat/", people)
        settle(Extract, extract, state=State.WRITTEN)
