"""A form for every act, made from the act's own fields: what can be ordered can be entered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import Field, fields
from functools import lru_cache
from typing import Any, get_type_hints

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bontot.access.scope import Grants
from bontot.catalogue import ACTS
from bontot.decisions.fields import Text, field_for, shape_of
from bontot.ledger.acts import Act
from bontot.ui.clock import today
from bontot.ui.fields import DayField
from bontot.ui.picking import ORGANISATION, Pick

_ENTERED_BY_IMPORT = (".register", ".history", ".discipline", ".stays")
_PART = ACTS["organisation.split_off"]
"""Each part of a whole that is divided says what a part says that splits off."""
_FEWEST, _MOST = 2, 12
"""Parts of one whole that a form has room for; more of them are a plan of a reform."""


def offered() -> dict[str, type[Act]]:
    """The acts that can be entered by form: all but those that only a workbook says."""
    return {code: act for code, act in ACTS.items() if not code.endswith(_ENTERED_BY_IMPORT)}


def entered(act: type[Act]) -> list[Field[Any]]:
    """The fields of an act that a person says."""
    return [field for field in fields(act) if field.name != "origin"]


def form_for(act: type[Act], data: Any = None, initial: dict[str, Any] | None = None) -> ActForm:
    """The form of an act, filled with `data` where it was sent."""
    return _form_class(act.act)(data, initial=initial)


class ActForm(forms.Form):
    """The fields of one act."""

    act: type[Act]

    def build(self) -> Act:
        """The act as entered. Call it on a valid form."""
        return self.act(**_said(self.cleaned_data))

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Its fields in their order, each group with its heading."""
        yield "", list(self)

    @property
    def grows(self) -> bool:
        """Whether it has room for one part more."""
        return False


class PartsForm(ActForm):
    """An act of several parts: its own fields, then those of each part. `parts` says how many there are."""

    parts = forms.IntegerField(label=gettext_lazy("Số tổ chức mới"), widget=forms.HiddenInput, required=False)
    places: str
    """The act's field that holds the parts."""

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        sent = str((data or {}).get("parts", ""))
        asked = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 4 else _FEWEST
        self.count = min(max(asked + ((data or {}).get("step") == MORE), _FEWEST), _MOST)
        self.initial["parts"] = self.count
        if data is not None:
            shown = data.copy()
            shown["parts"] = str(self.count)
            self.data = shown
        for number in range(1, self.count + 1):
            for name, field in _fields(_PART, ("on", "organisation")):
                field.required = field.required and number <= _FEWEST
                self.fields[f"part-{number}-{name}"] = field

    def clean(self) -> dict[str, Any]:
        """Every part of which anything is said has to be said whole."""
        for number in range(_FEWEST + 1, self.count + 1):
            said = self._part(number)
            for name, field in _fields(_PART, ("on", "organisation")) if said else ():
                if field.required and name not in said and f"part-{number}-{name}" not in self.errors:
                    self.add_error(f"part-{number}-{name}", field.error_messages["required"])
        return self.cleaned_data

    def build(self) -> Act:
        own = {name: value for name, value in self.cleaned_data.items() if name in self.base_fields}
        del own["parts"]
        parts = tuple(part for number in range(1, self.count + 1) if (part := self._part(number)))
        return self.act(**_said(own) | {self.places: parts})

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        yield "", [self[name] for name in self.base_fields if name != "parts"]
        for number in range(1, self.count + 1):
            named = [name for name in self.fields if name.startswith(f"part-{number}-")]
            yield _("Tổ chức mới thứ %(number)s") % {"number": number}, [self[name] for name in named]

    @property
    def grows(self) -> bool:
        return self.count < _MOST

    def _part(self, number: int) -> dict[str, Any]:
        start = f"part-{number}-"
        found = {n.removeprefix(start): v for n, v in self.cleaned_data.items() if n.startswith(start)}
        return _said(found)


MORE = "more"
"""What the button that asks for room for one part more says as the form's step."""


class PaperForm(forms.Form):
    """The decision that orders the act."""

    number = Text(max_length=80)
    dated = DayField()
    by = Pick(ORGANISATION)
    says = forms.CharField(max_length=400, required=False)

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, prefix="paper", initial=initial)
        labels = {
            "number": _("Số quyết định"),
            "dated": _("Ngày quyết định"),
            "by": _("Tổ chức ban hành"),
            "says": _("Trích yếu"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["number"].help_text = _("Như 01-QĐ/TU.")


def paper_given(grants: Grants) -> dict[str, Any]:
    """What a new decision begins with: today, and the organisation that the reader works for."""
    return {"dated": today(), "by": "".join(grants.codes.get(top, "") for top in grants.tops()[:1])}


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", (), [])}


@lru_cache(maxsize=64)
def _form_class(code: str) -> type[ActForm]:
    act = ACTS[code]
    hints = get_type_hints(act)
    of_parts = [field.name for field in entered(act) if shape_of(hints[field.name]) is None]
    made: dict[str, Any] = dict(_fields(act, of_parts))
    base: type[ActForm] = PartsForm if of_parts else ActForm
    if of_parts:
        (made["places"],) = of_parts
    return type(f"{act.__name__}Form", (base,), {"act": act, **made})


def _fields(act: type[Act], without: tuple[str, ...] | list[str] = ()) -> Iterator[tuple[str, forms.Field]]:
    hints = get_type_hints(act)
    for field in entered(act):
        if field.name not in without:
            yield field.name, field_for(act.act, field, hints[field.name])
