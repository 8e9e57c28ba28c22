"""A form for every act, made from the act's own fields: what can be ordered can be entered."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, get_type_hints

import yaml
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bontot.access.scope import Grants
from bontot.catalogue import ACTS
from bontot.kernel.partial import earliest
from bontot.kernel.text import clean
from bontot.law.vocabulary import vocabulary
from bontot.ledger.acts import Act
from bontot.ui.clock import today
from bontot.ui.fields import DayField
from bontot.ui.picking import ORGANISATION, Pick, PickMany

_ENTERED_BY_IMPORT = (".register", ".history", ".discipline")


def offered() -> dict[str, type[Act]]:
    """The acts that can be entered by form: not those that only a workbook says, nor those of many parts."""
    return {code: act for code, act in ACTS.items() if not code.endswith(_ENTERED_BY_IMPORT) and _simple(act)}


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
        said = {name: value for name, value in self.cleaned_data.items() if value not in (None, "", (), [])}
        return self.act(**said)


class PaperForm(forms.Form):
    """The decision that orders the act."""

    number = forms.CharField(max_length=80)
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


class Words(forms.CharField):
    """A word of an open vocabulary, or anything else; known words are stored in their one spelling."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.vocabulary = vocabulary(name)

    def clean(self, value: Any) -> Any:
        said = clean(super().clean(value))
        return (self.vocabulary.read(said) or said) if said else ""


class Born(forms.CharField):
    """A birth date of which perhaps only the month or the year is known."""

    def clean(self, value: Any) -> Any:
        said = clean(super().clean(value))
        said = "-".join(reversed(said.split("/"))) if "/" in said else said
        if said:
            try:
                earliest(said)
            except ValueError as reason:
                raise forms.ValidationError(
                    _("Hãy viết ngày sinh như 1962, 08/1962 hoặc 15/08/1962.")
                ) from reason
        return said


@lru_cache(maxsize=64)
def _form_class(code: str) -> type[ActForm]:
    act = ACTS[code]
    hints = get_type_hints(act)
    made = {field.name: _field(code, field, hints[field.name]) for field in entered(act)}
    return type(f"{act.__name__}Form", (ActForm,), {"act": act, **made})


def _simple(act: type[Act]) -> bool:
    return all(_shape(get_type_hints(act)[field.name]) is not None for field in entered(act))


def _shape(hint: Any) -> type[Any] | None:
    if hint in (str, bool, date):
        return hint  # type: ignore[no-any-return]  # what get_type_hints finds is a type
    if hint == date | None:
        return date
    return tuple if hint == tuple[str, ...] else None


def _field(code: str, field: Field[Any], hint: Any) -> forms.Field:
    words = label_of(code, field.name)
    given: dict[str, Any] = {
        "label": gettext_lazy(words["label"]),
        "help_text": gettext_lazy(words.get("hint", "")),
    }
    needed = field.default is MISSING and field.default_factory is MISSING and hint is not bool
    given["required"] = needed or words.get("required", False)
    shape = _shape(hint)
    if shape is date:
        return DayField(**given)
    if shape is bool:
        return forms.BooleanField(**given)
    if shape is tuple:
        return PickMany(words["pick"], **given)
    if "pick" in words:
        return Pick(words["pick"], **given)
    if words.get("shape") == "partial":
        return Born(**given)
    if "vocabulary" in words:
        known = vocabulary(words["vocabulary"])
        if known.closed:
            return forms.ChoiceField(
                choices=[("", "—"), *((word, gettext_lazy(word)) for word in known.values)], **given
            )
        return Words(words["vocabulary"], **given)
    return forms.CharField(max_length=900, **given)


def label_of(code: str, name: str) -> dict[str, Any]:
    """What a field of an act is called, its hint, and its vocabulary."""
    said = _labels()
    found = said.get(code, {}).get(name) or said.get(name)
    if found is None:
        raise KeyError(f"decisions/fields.yaml does not name the field {name!r} of {code}")
    return dict(found)


@lru_cache(maxsize=1)
def _labels() -> dict[str, Any]:
    return dict(yaml.safe_load((Path(__file__).parent / "fields.yaml").read_text(encoding="utf-8")))
