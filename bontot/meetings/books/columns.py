"""The columns that a load writes, in the order of its rows."""

from __future__ import annotations

MEETING = (
    "id", "organisation", "kind", "month", "day", "begins", "ended", "place", "subject", "state", "chair", "secretary",
    "invited_at", "approved_at", "approved_by", "sent_at", "number", "digest", "on_list", "official", "probationary",
    "exempt", "away", "guests", "must_attend", "attended", "may_vote", "present", "late", "excused", "absent", "voting_present",
    "speakers",
)  # fmt: skip
PRESENCE = ("meeting", "person", "status", "reason", "came", "left", "must_attend", "may_vote")
MOTION = (
    "meeting", "says", "about", "method", "base", "in_favour", "against", "abstained", "invalid", "passed", "voted_at",
)  # fmt: skip
CONCLUSION = ("meeting", "place", "says")
SCORE = ("meeting", "frame", "points", "self_total", "branch_total", "superior_total", "band", "reason")
TASK = (
    "organisation", "meeting", "says", "owner", "deadline", "state", "result", "done_on", "carried_from",
)  # fmt: skip
