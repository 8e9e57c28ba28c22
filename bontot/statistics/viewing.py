"""Three ways of looking across a break in the structure, always named: as it was, restated, like for like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop


@dataclass(frozen=True, slots=True)
class View:
    """On which structure the figures are laid out. Without anything said, on that of the day asked."""

    structure: date | None = None
    """Restated onto the structure of this day: whoever was in an organisation that is not there on it counts in those
    that took over from it, or that it took over from."""
    unchanged: tuple[date, date] | None = None
    """Like for like: only organisations that stood under the one asked about on both days, and took over from nobody,
    and were taken over by nobody, between them."""
    only_shared: bool = False
    """Of a restated view only those whose place is not known, and who had to be shared out."""

    @property
    def as_was(self) -> bool:
        return self.structure is None and self.unchanged is None

    @property
    def says(self) -> tuple[str, dict[str, str]]:
        """The view in words, with the days to put into them; every page and paper names it."""
        if self.structure:
            return gettext_noop("Quy về cơ cấu tổ chức ngày %(day)s."), {"day": f"{self.structure:%d/%m/%Y}"}
        if self.unchanged:
            first, last = (f"{day:%d/%m/%Y}" for day in self.unchanged)
            words = gettext_noop("Chỉ tính các tổ chức không thay đổi từ %(first)s đến %(last)s.")
            return words, {"first": first, "last": last}
        return gettext_noop("Theo cơ cấu tổ chức của chính ngày được hỏi."), {}

    def as_json(self) -> dict[str, str | list[str]]:
        """What an answer says of its view; one as it was says nothing."""
        if self.structure:
            return {"structure": self.structure.isoformat()}
        return {"unchanged": [day.isoformat() for day in self.unchanged]} if self.unchanged else {}

    def shared_out(self) -> View:
        """The same, of those who had to be shared out."""
        return View(self.structure, self.unchanged, True)


AS_WAS = View()
