"""Chọn theo tên hoặc mã: a field that finds what somebody means, so that nobody has to know a code by heart.

How to use it in a form of any chapter:

1. declare `Pick(ORGANISATION)` or `PickMany(PERSON)` as a field; its value is a code, or a tuple of codes;
2. call `offer(form, finders)` before the form is validated or shown. `finders` says, for each kind of thing, what
   this reader may find: pages get it from `bontot.members.picking.finders(request.grants)`. A form that is offered
   nothing finds nothing: it takes codes as they are typed;
3. where the form was sent by the button *Tìm* (`looks_for(request.POST)`), call `only_looked(form)` after validating
   and show the form again: what has been typed is kept, and what was found stands under the field to be chosen;
4. in the template, write `{% field bound %}`, and `{% include "ui/default_button.html" %}` as the first thing in the
   form, so that the Enter key does what the form is for.

Without a script, the candidates are radio buttons or boxes to tick. With one, `picking.js` makes the field a combobox
with suggestions (WAI-ARIA), which come from the address that the field's finder names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bontot.kernel.text import clean

ORGANISATION = "organisation"
PERSON = "person"
LOOK = "look"
"""What the button *Tìm* says as the form's step."""
SOUGHT = 12
"""Names of one list that are looked for at a time; the others wait, so that a pasted list costs little."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may be chosen: its code, and what it is called."""

    code: str
    name: str
    note: str = ""
    """What tells it from others of the same name."""

    @property
    def says(self) -> str:
        """As it stands in the field once it has been chosen."""
        return f"{self.name} ({self.code})" if self.name != self.code else self.code


class Finder(Protocol):
    """What one reader may find of one kind of thing."""

    address: str
    """Where suggestions come from: answers `?q=` with JSON, `{"choices": [{"code", "name", "note"}]}`."""

    def known(self, codes: Iterable[str]) -> dict[str, Choice]:
        """Those of the codes that exist and may be seen."""
        ...

    def find(self, text: str) -> list[Choice]:
        """What the text may mean, the best first."""
        ...


class _Nothing:
    address = ""

    def known(self, codes: Iterable[str]) -> dict[str, Choice]:
        return {}

    def find(self, text: str) -> list[Choice]:
        return []


class PickWidget(forms.TextInput):
    """A text box, with what is chosen and what may be chosen below it."""

    many = False
    finder: Finder = _Nothing()

    def __init__(self) -> None:
        super().__init__(attrs={"autocomplete": "off", "spellcheck": "false"})
        self._forget()

    def _forget(self) -> None:
        self.found: dict[str, list[Choice]] = {}
        """Candidates for what has been typed, by what has been typed."""
        self.resolved: dict[str, Choice] = {}
        """What is known of codes, by code."""
        self.added: dict[str, list[str]] = {}
        """The codes that something typed stands for."""

    def __deepcopy__(self, memo: Any) -> Any:
        copied = super().__deepcopy__(memo)
        copied._forget()  # every form has findings of its own
        return copied

    def known(self, codes: Iterable[str]) -> dict[str, Choice]:
        """What is known of these codes; each is asked for once."""
        if new := [code for code in dict.fromkeys(codes) if code and code not in self.resolved]:
            self.resolved.update(self.finder.known(new))
        return self.resolved

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        said = _typed(data.get(name))
        chosen = _typed(data.get(f"{name}-chosen"))
        return chosen if chosen and _typed(data.get(f"{name}-asked")) == said else said

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        context = {
            "name": name,
            "attrs": {**self.attrs, **(attrs or {})},
            "address": self.finder.address,
            "many": self.many,
            "found": list(self.found.items()),
            **self._shown(value),
        }
        return render_to_string("ui/pick.html", context)

    def _shown(self, value: Any) -> dict[str, Any]:
        code = clean(value or "")
        chosen = self.known([code]).get(code)
        return {"chosen": [chosen] if chosen else [], "text": chosen.says if chosen else code}


class PickManyWidget(PickWidget):
    """The same for several: what is chosen are boxes that stay ticked, what is typed is looked for and added."""

    many = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = data.getlist(name) if isinstance(data, QueryDict) else [data.get(name) or ""]
        chosen = data.getlist(f"{name}-chosen") if isinstance(data, QueryDict) else []
        return Said(tuple(map(_typed, chosen)), tuple(dict.fromkeys(_parts("\n".join(map(str, typed))))))

    def _shown(self, value: Any) -> dict[str, Any]:
        said = value if isinstance(value, Said) else Said(tuple(value or ()), ())
        codes = dict.fromkeys([*said.chosen, *(code for codes in self.added.values() for code in codes)])
        known = self.known(codes)
        text = ", ".join(typed for typed in said.typed if typed not in self.added)
        return {"chosen": [known.get(code, Choice(code, code)) for code in codes], "text": text}


@dataclass(frozen=True, slots=True)
class Said:
    """What a field for several says: what is ticked, and what is typed."""

    chosen: tuple[str, ...]
    typed: tuple[str, ...]


class Pick(forms.Field):
    """One thing of a kind; its value is the code."""

    widget: Any = PickWidget

    def __init__(self, kind: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind = kind

    def clean(self, value: Any) -> Any:
        said = clean(super().clean(value) or "")[:900]
        return said if not said or said in self.widget.known([said]) else self._meant(said)

    def _meant(self, said: str) -> str:
        """The code meant by what is no code. What looks like one and is not known is left to the rules.

        Raises ValidationError where somebody has to choose, and where there is nothing of that name.
        """
        if candidates := self.widget.finder.find(said):
            self.widget.found[said] = candidates
            raise forms.ValidationError(_("Hãy chọn một trong các kết quả tìm được."), "choose")
        if " " in said and self.widget.finder.address:
            raise forms.ValidationError(_("Không tìm thấy “%(said)s”.") % {"said": said[:80]}, "unknown")
        return said


class PickMany(Pick):
    """Several things of a kind; its value is a tuple of codes."""

    widget: Any = PickManyWidget

    def clean(self, value: Any) -> Any:
        said = value if isinstance(value, Said) else Said(tuple(value or ()), ())
        words = [word for typed in said.typed for word in (typed, *typed.split())]
        self.widget.known([*said.chosen, *words])
        wrong: list[forms.ValidationError] = []
        sought = 0
        for typed in said.typed:
            try:
                self.widget.added[typed] = self._codes(typed, set(said.chosen), sought)
            except forms.ValidationError as reason:
                wrong.append(reason)
                sought += 1
        if wrong:
            raise forms.ValidationError(list({str(each.message): each for each in wrong}.values()))
        codes = [*said.chosen, *(code for codes in self.widget.added.values() for code in codes)]
        if self.required and not codes:
            raise forms.ValidationError(self.error_messages["required"], "required")
        return tuple(dict.fromkeys(codes))

    def _codes(self, typed: str, chosen: set[str], sought: int) -> list[str]:
        """The codes that something typed stands for: none where what it means has been ticked already."""
        if typed in self.widget.resolved:
            return [typed]
        if all(word in self.widget.resolved for word in typed.split()):
            return typed.split()  # a list of codes pasted into one line
        if sought >= SOUGHT:
            raise forms.ValidationError(_("Còn nhiều tên nữa; hãy chọn xong các tên trên trước."), "choose")
        try:
            return [self._meant(typed)]
        except forms.ValidationError:
            if not {choice.code for choice in self.widget.found.get(typed, ())} & chosen:
                raise
            del self.widget.found[typed]
            return []


def offer(form: forms.BaseForm, finders: Mapping[str, Finder]) -> None:
    """Let the fields of this form find what the finders find. Call it before the form is validated or shown."""
    for field in form.fields.values():
        if isinstance(field, Pick) and field.kind in finders:
            field.widget.finder = finders[field.kind]


def looks_for(sent: QueryDict) -> bool:
    """Whether a form was sent only to look something up."""
    return sent.get("step") == LOOK


def only_looked(*forms_: forms.BaseForm) -> None:
    """Forget what is not finished yet: whoever looks something up is told only what cannot be found. Call it after
    validating."""
    for form in forms_:
        for name in [name for name in form.errors if not form.has_error(name, "unknown")]:
            del form.errors[name]


def _parts(text: str) -> list[str]:
    """Names or codes, between commas, semicolons or line ends."""
    return [part for part in map(_typed, re.split(r"[,;\n]", text)) if part][:500]


def _typed(text: object) -> str:
    """A text as it was sent, without what no database keeps."""
    return clean(str(text or "").replace("\x00", ""))
