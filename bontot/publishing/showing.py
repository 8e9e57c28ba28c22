"""How a frozen figure is written in a sentence and in the table of figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bontot.publishing.models import Figure
from bontot.publishing.questions import Part
from bontot.ui.writing import number, percent


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure with all that it needs to be understood and asked again."""

    order: int
    indicator: str
    says: str
    of: str
    organisation: str
    since: date | None
    on: date
    numerator: str
    denominator: str
    ratio: str
    unknown: str
    source: str
    position: int
    plain: dict[str, int | None]
    """The numbers for machines; None where one is withheld or there is none."""

    def part(self, part: Part) -> str:
        """What a sentence says of it."""
        return {
            Part.NUMERATOR: self.numerator,
            Part.DENOMINATOR: self.denominator,
            Part.RATIO: self.ratio or _("một tỷ lệ không nêu"),
        }[part]


def shown(figure: Figure) -> ShownFigure:
    """A figure as people read it."""
    return ShownFigure(
        order=figure.order,
        indicator=figure.indicator,
        says=figure.says,
        of=figure.of,
        organisation=figure.organisation,
        since=figure.since,
        on=figure.on,
        numerator=_numerator(figure),
        denominator=_denominator(figure),
        ratio=_ratio(figure),
        unknown=_few(figure.least) if figure.unknown is None else number(figure.unknown),
        source=figure.source,
        position=figure.position,
        plain={"numerator": figure.numerator, "denominator": figure.denominator, "unknown": figure.unknown},
    )


def _numerator(figure: Figure) -> str:
    if figure.withheld == Figure.Withheld.FEW:
        return _few(figure.least)
    if figure.withheld == Figure.Withheld.ALL_BUT_FEW and figure.denominator is not None:
        return _("ít nhất %(number)s") % {"number": number(figure.denominator - figure.least + 1)}
    return number(figure.numerator)


def _denominator(figure: Figure) -> str:
    if figure.denominator is None and figure.withheld == Figure.Withheld.FEW and figure.numerator is None:
        return _few(figure.least)
    return number(figure.denominator) if figure.denominator is not None else ""


def _ratio(figure: Figure) -> str:
    if figure.denominator is None:
        return ""
    if figure.withheld == Figure.Withheld.FEW:
        return _("dưới %(percent)s") % {"percent": percent(figure.least, figure.denominator)}
    if figure.withheld == Figure.Withheld.ALL_BUT_FEW:
        said = percent(figure.denominator - figure.least + 1, figure.denominator)
        return _("ít nhất %(number)s") % {"number": said}
    return percent(figure.numerator, figure.denominator)


def _few(least: int) -> str:
    return _("dưới %(number)s") % {"number": least}
