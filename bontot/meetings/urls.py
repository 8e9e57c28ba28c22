"""Addresses of meetings."""

from __future__ import annotations

from django.urls import URLPattern, path

from bontot.access.asking import both
from bontot.meetings.pages.around import contacts_page, new_page, tasks_page, topics_page
from bontot.meetings.pages.attendance import attendance_page
from bontot.meetings.pages.carry import carried_page, carry_page, manifest, shell_page, worker_script
from bontot.meetings.pages.course import course_page
from bontot.meetings.pages.handouts import handout_file, handouts_page
from bontot.meetings.pages.minutes import minutes_page
from bontot.meetings.pages.photo import photo_page
from bontot.meetings.pages.preparing import agenda_page, calendar_file, invitation_page, invited_page
from bontot.meetings.pages.score import score_page
from bontot.meetings.pages.sheet import sheet_page
from bontot.meetings.views import meeting_page, months_page, my_meetings, traces_page

ONE = "sinh-hoat/buoi/<int:id>/"

urlpatterns: list[URLPattern] = [
    path("sinh-hoat/", my_meetings, name="meetings"),
    path("sinh-hoat/mang-theo/", shell_page, name="meeting_shell"),
    path("sinh-hoat/mang-theo.webmanifest", manifest, name="meeting_manifest"),
    path("sinh-hoat/mang-theo.js", worker_script, name="meeting_worker"),
    path("sinh-hoat/mang-theo/<uuid:id>.json", carried_page, name="meeting_carried"),
    *both(f"{ONE}mang-theo/", carry_page, "meeting_carry"),
    *both(ONE, meeting_page, "meeting"),
    *both(f"{ONE}chuan-bi/", agenda_page, "meeting_agenda"),
    *both(f"{ONE}tai-lieu/", handouts_page, "meeting_handouts"),
    path(f"{ONE}tai-lieu/<int:handout>/", handout_file, name="meeting_handout"),
    *both(f"{ONE}moi-hop/", invitation_page, "meeting_invitation"),
    *both(f"{ONE}giay-moi/", invited_page, "meeting_invited"),
    path(f"{ONE}lich.ics", calendar_file, name="meeting_calendar"),
    *both(f"{ONE}diem-danh/", attendance_page, "meeting_attendance"),
    *both(f"{ONE}dien-bien/", course_page, "meeting_course"),
    *both(f"{ONE}cham-diem/", score_page, "meeting_score"),
    *both(f"{ONE}bien-ban/", minutes_page, "meeting_minutes", {"kind": "minutes"}),
    *both(f"{ONE}nghi-quyet/", minutes_page, "meeting_resolution", {"kind": "resolution"}),
    *both(f"{ONE}phieu/", sheet_page, "meeting_sheet"),
    *both(f"{ONE}phieu/anh/", photo_page, "meeting_photo"),
    *both(f"{ONE}dau-vet/", traces_page, "meeting_traces"),
    *both("sinh-hoat/<code:code>/moi/", new_page, "meeting_new"),
    *both("sinh-hoat/<code:code>/nhiem-vu/", tasks_page, "meeting_tasks"),
    *both("sinh-hoat/<code:code>/lien-he/", contacts_page, "meeting_contacts"),
    *both("sinh-hoat/<code:code>/chuyen-de/", topics_page, "meeting_topics"),
    *both("sinh-hoat/<code:code>/", months_page, "meetings_of"),
]
