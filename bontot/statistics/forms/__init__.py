"""The official forms, one file for each; a file reads like the printed form."""

from __future__ import annotations

from bontot.statistics.errors import UnknownForm
from bontot.statistics.form import Form
from bontot.statistics.forms.admissions import KN
from bontot.statistics.forms.base_kinds import LH
from bontot.statistics.forms.classification import XL
from bontot.statistics.forms.discipline import KL
from bontot.statistics.forms.ethnicity import DT
from bontot.statistics.forms.movements import TG
from bontot.statistics.forms.occupations import NN
from bontot.statistics.forms.organisations import TC
from bontot.statistics.forms.quality import CL
from bontot.statistics.forms.villages import TB

FORMS: dict[str, Form] = {form.code: form for form in (TG, KN, CL, DT, NN, LH, TC, TB, XL, KL)}


def form(code: str) -> Form:
    """The form with this code, in capitals or not. Raises UnknownForm."""
    try:
        return FORMS[code.upper()]
    except KeyError:
        raise UnknownForm(code, FORMS) from None
