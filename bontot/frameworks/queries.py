"""Which frameworks there are, and which of them holds on a day. A shipped version costs no look into the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from bontot.frameworks.models import Kept
from bontot.law.frameworks.framework import Framework
from bontot.law.frameworks.reading import version
from bontot.law.frameworks.shipped import holding, shared, shipped


def frameworks() -> tuple[Framework, ...]:
    """Every version, the shipped ones first, then those of offices in the order in which they were kept."""
    return (*shipped(), *map(_read, Kept.objects.order_by("id")))


def framework(code: str, name: str) -> Framework:
    """That version. Raises KeyError."""
    if (code, name) in _shipped():
        return _shipped()[code, name]
    number = name.removeprefix("ban-")
    if number == name or not number.isdecimal() or len(number) > 9:
        raise KeyError(code, name)
    found = Kept.objects.filter(code=code, number=int(number)).first()
    if found is None:
        raise KeyError(code, name)
    return _read(found)


def framework_on(code: str, day: date) -> Framework:
    """The version that holds on a day. Raises KeyError where there is none yet."""
    kept = map(_read, Kept.objects.filter(code=code, first__lte=day).order_by("id"))
    return holding((*shipped(), *kept), code, day)


def newest(code: str) -> Framework | None:
    """The last version that was made of a framework, whenever it begins; None where there is no such framework."""
    last = Kept.objects.filter(code=code).order_by("-number").first()
    if last is not None:
        return _read(last)
    return max((each for each in shipped() if each.code == code), key=lambda each: each.first, default=None)


def before(versions: Iterable[Framework], made: Framework) -> Framework | None:
    """The version that stands before another in the history of its framework; `versions` in the order of `frameworks`."""
    known = sorted(
        (each for each in versions if each.code == made.code and not each.owner), key=lambda each: each.first
    )
    known += [each for each in versions if each.code == made.code and each.owner]
    earlier = None
    for each in known:
        if each.version == made.version:
            return earlier
        earlier = each
    return earlier


@lru_cache(maxsize=1)
def _shipped() -> dict[tuple[str, str], Framework]:
    return {(each.code, each.version): each for each in shipped()}


def _read(kept: Kept) -> Framework:
    return version(kept.code, kept.version, {**kept.content, "owner": kept.owner}, shared())
