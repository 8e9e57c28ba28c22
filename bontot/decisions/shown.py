"""Only what has been shown is written: a form that was changed after its rehearsal is rehearsed again."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.crypto import constant_time_compare, salted_hmac

_NOT_SAID = ("csrfmiddlewaretoken", "step", "shown")


def fingerprint(sent: QueryDict) -> str:
    """What a form says, as a mark that nobody else can make."""
    said = sorted((name, values) for name, values in sent.lists() if name not in _NOT_SAID)
    return salted_hmac("bontot.decisions.shown", repr(said), algorithm="sha256").hexdigest()


def may_write(sent: QueryDict) -> bool:
    """Whether the reader asks to write exactly what was rehearsed before."""
    return sent.get("step") == "enact" and constant_time_compare(sent.get("shown", ""), fingerprint(sent))
