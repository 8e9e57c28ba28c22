"""Taking in workbooks: they are looked at by the door, kept in a folder of their own, and known by their content."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from bontot.access.models import Account
from bontot.exchange import reports, store
from bontot.exchange.entering.people import Decisions
from bontot.exchange.models import UNDER_WAY, Extract, State, Upload, Work
from bontot.exchange.reading.door import admit
from bontot.exchange.remarked.remarks import write_remarks
from bontot.kernel.text import clean
from bontot.ui.clock import now

KEPT = timedelta(days=30)
"""How long the files of an import are kept after the last that happened to it; they hold what only files should."""
EXTRACTS_KEPT = timedelta(days=2)
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f/\\:]+")


def receive(account: Account, paper: dict[str, Any], files: Sequence[UploadedFile[Any]]) -> Upload:
    """Keep the files under a paper. Raises `Refused` where one of them may not be opened; then nothing is kept."""
    with taken_in(files) as kept:
        return Upload.objects.create(
            account=account,
            state=State.FAILED,  # until it has been given its first turn
            created=now(),
            changed=now(),
            **kept,
            **paper,
        )


@contextmanager
def taken_in(files: Sequence[UploadedFile[Any]]) -> Iterator[dict[str, Any]]:
    """The files in a folder of their own, as `folder` and `files` of some work; no folder where the work is not made.

    Raises `Refused` where one of them may not be opened.
    """
    folder = store.new_folder()
    try:
        kept = _keep(folder, files)
        for path in kept:
            admit(path)
        listed = [{"name": p.name, "size": p.stat().st_size, "sha256": digest_of(p)} for p in kept]
        yield {"folder": folder.name, "files": listed}
    except BaseException:
        store.remove(folder.name)
        raise


def _keep(folder: Path, files: Iterable[UploadedFile[Any]]) -> list[Path]:
    (folder / "files").mkdir(mode=0o700)
    kept: list[Path] = []
    for file in files:
        path = folder / "files" / _name(file.name or "", [p.name for p in kept])
        with open(path, "xb", opener=store.private) as out:
            for chunk in file.chunks():
                out.write(chunk)
        kept.append(path)
    return kept


def _name(given: str, taken: Sequence[str]) -> str:
    """The name that the clerk knows the file by, as far as every system takes it."""
    name = _NOT_IN_NAMES.sub("_", clean(given)).lstrip(".") or "tệp"
    stem, suffix = Path(name).stem[:80], Path(name).suffix[:10]
    count, name = 1, stem + suffix
    while name.casefold() in map(str.casefold, taken):
        count += 1
        name = f"{stem} ({count}){suffix}"
    return name


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class WithFiles(Protocol):
    """Some work whose files were sent."""

    folder: str
    files: Any


def paths(upload: WithFiles) -> list[Path]:
    """The files as they were sent."""
    return [store.folder(upload.folder) / "files" / file["name"] for file in upload.files]


def unchanged(upload: WithFiles) -> bool:
    """Whether the files are still those that were sent."""
    return all(
        path.is_file() and digest_of(path) == file["sha256"]
        for path, file in zip(paths(upload), upload.files, strict=True)
    )


def fingerprint(upload: Upload) -> str:
    """What was checked: the files and what was decided. Who enters it says by this which report they have read."""
    said = repr(([file["sha256"] for file in upload.files], sorted(upload.decisions)))
    return hashlib.sha256(said.encode()).hexdigest()


def decisions(upload: Upload) -> Decisions:
    """What was decided about doubles, by row."""
    return {(file, sheet, row): said for file, sheet, row, said in upload.decisions}


def own(account: Account) -> list[Upload]:
    """The imports of an account, the last first."""
    return list(Upload.objects.filter(account=account).order_by("-id")[:50])


def remarks(upload: WithFiles) -> Path:
    """The clerk's own file with a column of remarks, made once for each report."""
    folder, sent = store.folder(upload.folder), paths(upload)
    made = folder / f"{reports.REMARKED}{remarks_suffix(upload)}"
    if not made.exists():
        fresh = folder / f"{secrets.token_hex(4)}{made.suffix}"
        write_remarks(sent, reports.all_findings(folder), fresh)
        fresh.chmod(0o600)
        fresh.replace(made)
    return made


def remarks_suffix(upload: WithFiles) -> str:
    """CSV stays CSV; everything else becomes one workbook."""
    suffixes = {Path(file["name"]).suffix.lower() for file in upload.files}
    return ".csv" if len(upload.files) == 1 and suffixes == {".csv"} else ".xlsx"


def tidy() -> None:
    """Remove what nobody needs any more: files hold more of people than the ledger lets everybody see."""
    kinds: tuple[tuple[type[Upload | Extract], timedelta], ...] = ((Upload, KEPT), (Extract, EXTRACTS_KEPT))
    for kind, kept in kinds:
        old = remove_files(kind, kept)
        old.filter(state=State.WRITTEN).delete()
        old.exclude(state=State.ENTERED).delete()


def remove_files[W: Work](kind: type[W], kept: timedelta) -> QuerySet[W]:
    """Remove the files of work that nothing has happened to for so long; the work itself."""
    old = kind._default_manager.filter(changed__lt=now() - kept).exclude(state__in=UNDER_WAY)
    for work in old:
        store.remove(work.folder)
    return old
