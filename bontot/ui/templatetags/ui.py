"""The template words of the kit: days, numbers, and the components that are more than a class name."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from bontot.kernel.text import fold
from bontot.ui import saying, writing

register = template.Library()

register.filter("day", writing.day)
register.filter("partial_day", writing.partial_day)
register.filter("number", writing.number)
register.filter("said", saying.said)
register.filter("as_written", saying.as_written)
register.filter("said_plainly", saying.plainly)


@register.simple_tag
def day(value: date | None) -> SafeString | str:
    """`30/06/2024`, readable for machines too; nothing where there is no day."""
    value = writing.day_here(value)
    if value is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), writing.day(value))


@register.simple_tag
def partial_day(value: str | None) -> SafeString | str:
    """`1962`, `08/1962` or `15/08/1962`: as much as is known."""
    if not value:
        return ""
    return format_html('<time datetime="{}">{}</time>', value, writing.partial_day(value))


@register.simple_tag
def number(value: float | None, decimals: int = 0) -> str:
    """`89.455`; a dash where there is no number."""
    return writing.number(value, decimals)


@register.simple_tag
def percent(part: float | None, whole: float | None, decimals: int = 1) -> str:
    """`93,9 %` of the whole; a dash where there is no whole."""
    return writing.percent(part, whole, decimals)


@register.simple_tag
def badge(says: object, tone: str = "plain") -> SafeString:
    """A short word in a box; `tone` is plain, good, attention or bad. The word says it all, colour only helps."""
    return format_html('<span class="badge badge-{}">{}</span>', tone, says)


@register.simple_tag
def progress(done: int, total: int, label: str) -> SafeString:
    """How much of something is done, as a bar and in words."""
    return format_html(
        '<span class="progress"><progress max="{}" value="{}" aria-label="{}"></progress> {}/{}</span>',
        str(max(total, 1)),
        str(done),
        label,
        writing.number(done),
        writing.number(total),
    )


@register.simple_block_tag
def table(content: str, caption: str, note: str = "", hide_caption: bool = False) -> SafeString:
    """`{% table "caption" %}` around `<thead>` and `<tbody>`: scrolls sideways on a phone, first column stays."""
    return format_html(
        '<div class="table-scroll" role="region" aria-label="{}" tabindex="0"><table><caption{}>{}{}</caption>{}'
        "</table></div>",
        caption,
        SafeString(' class="visually-hidden"' if hide_caption else ""),
        caption,
        format_html(' <span class="caption-note">{}</span>', note) if note else "",
        content,
    )


@register.simple_block_tag
def trail(content: str) -> SafeString:
    """`{% trail %}` around `<li><a …>`: where this page stands."""
    return format_html('<nav class="trail" aria-label="{}"><ol>{}</ol></nav>', writing.TRAIL, content)


@register.simple_block_tag
def tabs(content: str, label: str) -> SafeString:
    """`{% tabs "label" %}` around `<li><a …>`, the present one with `aria-current="page"`."""
    return format_html('<nav class="tabs" aria-label="{}"><ul>{}</ul></nav>', label, content)


@register.simple_block_tag
def tiles(content: str) -> SafeString:
    """`{% tiles %}` around `{% tile %}`s."""
    return format_html('<ul class="tiles">{}</ul>', content)


@register.simple_tag
def tile(label: str, value: object, address: str = "", note: str = "") -> SafeString:
    """A number with its name; it is a link into what it counts."""
    said = writing.number(value) if isinstance(value, int | float) else value
    said = format_html_join(mark_safe("/<wbr>"), "{}", ((part,) for part in str(said).split("/")))
    inside = format_html('<span class="tile-value">{}</span> <span class="tile-label">{}</span>', said, label)
    if address:
        inside = format_html('<a href="{}">{}</a>', address, inside)
    below = format_html('<span class="tile-note">{}</span>', note) if note else ""
    return format_html('<li class="tile">{}{}</li>', inside, below)


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """A form field with its label, hint and error, tied together for a screen reader."""
    return render_to_string(
        "ui/field.html", {"field": bound, "widget": bound.as_widget(attrs=_attributes(bound))}
    )


def _attributes(bound: BoundField) -> dict[str, Any]:
    attributes: dict[str, Any] = {}
    described = [f"{bound.auto_id}-error"] if bound.errors else []
    described += [f"{bound.auto_id}-hint"] if bound.help_text else []
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return attributes


@register.simple_tag
def errors(form: BaseForm) -> SafeString | str:
    """All that is wrong with a form, at its top, each leading to its field; nothing where nothing is wrong."""
    if not form.errors:
        return ""
    return render_to_string("ui/errors.html", {"form": form})


@register.filter
def anchor(text: str) -> str:
    """An `id` made of Vietnamese words."""
    return slugify(fold(text))
