"""Only what has been shown is written: a form that was changed after its rehearsal is rehearsed again."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.crypto import constant_time_compare, salted_hmac


def fingerprint(*said: forms.Form) -> str:
    """What valid forms say, as a mark that nobody else can make; however it was found and chosen."""
    values = [
        (type(form).__name__, sorted((k, repr(v)) for k, v in form.cleaned_data.items())) for form in said
    ]
    return salted_hmac("bontot.decisions.shown", repr(values), algorithm="sha256").hexdigest()


def may_write(sent: QueryDict, *said: forms.Form) -> bool:
    """Whether the reader asks to write exactly what was rehearsed before."""
    return sent.get("step") == "enact" and constant_time_compare(sent.get("shown", ""), fingerprint(*said))
