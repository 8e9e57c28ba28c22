"""Cỡ chữ và tương phản: how a reader wants to read, kept in a cookie of theirs and in no record of ours."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest

COOKIE = "reading"
SIZES = (90, 100, 115, 130, 150, 175, 200)
"""Text sizes in per cent of the ordinary size; 200 % is what WCAG 2.2 asks for (1.4.4)."""
NORMAL = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """Text size in per cent, and whether contrast is raised."""

    text: int = NORMAL
    contrast: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> Reading:
        """What the cookie says; a spoilt cookie says nothing."""
        size, _, contrast = request.COOKIES.get(COOKIE, "").partition("-")
        text = int(size) if size.isdecimal() and len(size) < 4 else NORMAL
        return cls(text if text in SIZES else NORMAL, contrast == "more")

    def __str__(self) -> str:
        """As the cookie says it."""
        return f"{self.text}-{'more' if self.contrast else 'normal'}"

    @property
    def smallest(self) -> bool:
        return self.text == SIZES[0]

    @property
    def largest(self) -> bool:
        return self.text == SIZES[-1]

    def changed(self, wish: str) -> Reading:
        """After a press on `smaller`, `normal`, `larger`, `more` or `less`; another word changes nothing."""
        at = SIZES.index(self.text)
        match wish:
            case "smaller":
                return replace(self, text=SIZES[max(at - 1, 0)])
            case "larger":
                return replace(self, text=SIZES[min(at + 1, len(SIZES) - 1)])
            case "normal":
                return replace(self, text=NORMAL)
            case "more" | "less":
                return replace(self, contrast=wish == "more")
        return self
