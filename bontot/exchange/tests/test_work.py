"""Promises about long work: it says how far it is, can be stopped, may die, and is done one after the other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from bontot.access.tests.reader import Reader
from bontot.exchange import store, tasks
from bontot.exchange.models import State, Upload
from bontot.exchange.tests.office import LAN, book, read, send, work
from bontot.exchange.watch import Cancelled, Watch
from bontot.ledger import enacting
from bontot.ledger.queries import end
from bontot.members.models import Profile
from tests import postgres

type As = Callable[[str], Reader]


def waiting_to_be_entered(client: Reader, folder: Path) -> Upload:
    report = read(client, book(folder, LAN))
    client.post(f"/nhap/{report['id']}/ghi/", {"seen": report["seen"]})
    return Upload.objects.get(pk=report["id"])


def shown(client: Reader, upload: Upload) -> dict[str, Any]:
    assert client.get(f"/nhap/{upload.pk}/").status_code == 200
    report: dict[str, Any] = client.get(f"/nhap/{upload.pk}.json").json()
    return report


def test_what_waits_says_so_and_begins_when_its_turn_comes(as_: As, tmp_path: Path) -> None:
    clerk = as_("xa")
    send(clerk, book(tmp_path, LAN))
    upload = Upload.objects.get()
    page = clerk.get(f"/nhap/{upload.pk}/").content.decode()
    assert shown(clerk, upload)["standing"]["state"] == "waiting"
    assert 'hx-trigger="every 2s"' in page and '<noscript><meta http-equiv="refresh"' in page
    work()
    htmx = Client()  # what it gets is a part of a page
    htmx.cookies = clerk.cookies
    done = htmx.get(f"/nhap/{upload.pk}/", headers={"HX-Request": "true", "HX-Target": "report"})
    assert shown(clerk, upload)["standing"]["state"] == "ready"
    assert "every 2s" not in done.content.decode() and "<html" not in done.content.decode()


def test_work_under_way_says_how_far_it_is(as_: As, tmp_path: Path) -> None:
    clerk = as_("xa")
    send(clerk, book(tmp_path, LAN))
    upload = Upload.objects.get()
    Watch(upload.folder, upload.turn).say(3, 12)
    standing = shown(clerk, upload)["standing"]
    assert (standing["state"], standing["done"], standing["size"]) == ("reading", 3, 12)
    assert "Dừng lại" in clerk.get(f"/nhap/{upload.pk}/").content.decode()


def test_entering_that_is_stopped_writes_nothing(
    as_: As, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, before = as_("xa"), end()
    upload = waiting_to_be_entered(clerk, tmp_path)
    say = Watch.say

    def stopped_half_way(self: Watch, done: int, size: int) -> None:
        say(self, done, size)
        clerk.post(f"/nhap/{upload.pk}/huy/")
        assert shown(clerk, upload)["standing"]["state"] == "cancelling"

    monkeypatch.setattr(Watch, "say", stopped_half_way)
    work()
    assert shown(clerk, upload)["standing"]["state"] == "ready" and end() == before
    assert not Profile.objects.filter(folded="lo thi lan").exists()


def test_entering_that_is_stopped_before_it_began_can_be_asked_for_again(as_: As, tmp_path: Path) -> None:
    clerk, before = as_("xa"), end()
    upload = waiting_to_be_entered(clerk, tmp_path)
    clerk.post(f"/nhap/{upload.pk}/huy/")
    work()
    report = shown(clerk, upload)
    assert report["may_enter"] and end() == before
    clerk.post(f"/nhap/{upload.pk}/ghi/", {"seen": report["seen"]})
    work()
    assert shown(clerk, upload)["position"] == before + 1


def test_work_without_a_sign_of_life_is_shown_as_stopped_and_can_begin_again(as_: As, tmp_path: Path) -> None:
    clerk, before = as_("xa"), end()
    upload = waiting_to_be_entered(clerk, tmp_path)
    watch = Watch(upload.folder, upload.turn)
    watch.say(1, 2)
    long_ago = time.time() - store.STALE - 1
    os.utime(watch.path, (long_ago, long_ago))
    stopped = shown(clerk, upload)
    assert stopped["standing"]["state"] == "stopped" and stopped["may_begin_again"]
    clerk.post(f"/nhap/{upload.pk}/lam-lai/")
    with pytest.raises(Cancelled):
        watch.check()  # the one that was thought dead must not go on
    work()
    assert shown(clerk, upload)["standing"]["state"] == "ready" and end() == before


def test_an_attempt_that_was_given_up_cannot_sign(
    as_: As, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, before = as_("xa"), end()
    upload = waiting_to_be_entered(clerk, tmp_path)
    monkeypatch.setattr(Watch, "check", lambda self: None)
    Upload.objects.filter(pk=upload.pk).update(state=State.ENTERING)

    def replaced(*args: Any, **kwargs: Any) -> Any:
        Upload.objects.filter(pk=upload.pk).update(turn="another")
        return rightly(*args, **kwargs)

    rightly = enacting.enact
    monkeypatch.setattr(tasks, "enact", replaced)
    work()
    assert end() == before


def test_what_fails_says_that_it_failed(as_: As, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = as_("xa")
    send(clerk, book(tmp_path, LAN))
    upload = Upload.objects.get()

    def full(*args: Any, **kwargs: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tasks, "rehearse", full)
    with pytest.raises(OSError, match="No space"):
        work()
    failed = shown(clerk, upload)
    assert failed["standing"]["state"] == "failed" and failed["may_begin_again"]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_entered_one_after_the_other(as_: As, tmp_path: Path) -> None:
    """Both say the same of somebody new: the first enters her, the second finds her there."""
    before = end()
    one = waiting_to_be_entered(as_("xa"), tmp_path)
    other = waiting_to_be_entered(as_("tinh"), tmp_path)
    together = threading.Barrier(2)

    def enter(upload: Upload) -> None:
        together.wait()
        tasks.enter_upload.call(upload.pk, upload.turn)
        connection.close()

    threads = [threading.Thread(target=enter, args=(upload,)) for upload in (one, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for upload in (one, other):
        upload.refresh_from_db()
    positions = {one.position, other.position}
    assert positions == {None, before + 1} and end() == before + 1
    late = one if one.position is None else other
    assert late.state == State.READY and late.summary["unchanged"] == 1
    assert Profile.objects.filter(folded="lo thi lan").count() == 1


OFFICE = """
import sys
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from pathlib import Path
from django.core.files.uploadedfile import SimpleUploadedFile
from bontot.access.demonstration import accounts
from bontot.access.models import Account
from bontot.exchange import tasks, uploads
from bontot.exchange.models import State, Upload
from bontot.exchange.starting import begin
from bontot.ledger import enacting
from bontot.ui.clock import today
from tests import world
enacting.CHUNK = 200
if sys.argv[1] == "begin":
    world.build()
    accounts(province="TINH", commune="XA1", branch="THON1", person="DV02")
    paper = {"number": "1", "dated": today(), "by": "TINH", "says": ""}
    sent = SimpleUploadedFile("dv.xlsx", Path(sys.argv[2]).read_bytes())
    upload = uploads.receive(Account.objects.get(username="tinh"), paper, [sent])
    begin(Upload, upload, State.READING, tasks.read_upload, out_of=[State.FAILED])
    upload.refresh_from_db()
    tasks.read_upload.call(upload.pk, upload.turn)
upload = Upload.objects.get()
if sys.argv[1] == "again":
    begin(Upload, upload, State.READING, tasks.read_upload, out_of=[State.ENTERING])
    upload.refresh_from_db()
    tasks.read_upload.call(upload.pk, upload.turn)
begin(Upload, upload, State.ENTERING, tasks.enter_upload, out_of=[State.READY])
upload.refresh_from_db()
print(upload.folder, flush=True)
tasks.enter_upload.call(upload.pk, upload.turn)
print(Upload.objects.get().position, flush=True)
"""


@pytest.mark.slow
@pytest.mark.django_db
def test_a_process_killed_while_entering_leaves_nothing_behind(tmp_path: Path) -> None:
    many = [(f"Lò Thị {chr(65 + n % 26)}{n}", "Nữ", "02/09/1999", "THON1", "19/05/2024") for n in range(3000)]
    sent, home = book(tmp_path, *many), tmp_path / "home"
    address = postgres.address() if connection.vendor == "postgresql" else ""
    env = {**os.environ, "BONTOT_HOME": str(home), "DATABASE_URL": address}
    env["DJANGO_SETTINGS_MODULE"] = "bontot.config.settings"

    def run(*args: str) -> subprocess.Popen[str]:
        return subprocess.Popen([sys.executable, *args], env=env, stdout=subprocess.PIPE, text=True)

    entering = run("-c", OFFICE, "begin", str(sent))
    assert entering.stdout is not None
    folder = home / "uploads" / entering.stdout.readline().strip()
    _wait_until(lambda: (folder / "progress").exists() and b'"done":1' in (folder / "progress").read_bytes())
    entering.send_signal(signal.SIGKILL)
    entering.wait()
    assert run("-m", "bontot.cli", "verify").wait() == 0
    again = run("-c", OFFICE, "again")
    said, _ = again.communicate()
    assert said.split()[-1] == "2", "nothing but the founding stood in the ledger"
    assert run("-m", "bontot.cli", "verify").wait() == 0


def _wait_until(ready: Callable[[], bool], seconds: float = 60) -> None:
    over = time.monotonic() + seconds
    while time.monotonic() < over:
        try:
            if ready():
                return
        except FileNotFoundError:
            pass
        time.sleep(0.01)
    raise AssertionError("it never came so far")
