"""Keeping a new version of a framework: never over another one that somebody else has kept meanwhile."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from bontot.frameworks.models import Kept
from bontot.frameworks.queries import newest
from bontot.law.frameworks.framework import Framework
from bontot.law.frameworks.writing import content
from bontot.ui.clock import now


class Outrun(Exception):
    """Somebody has kept another version since. `now` is the one that is the last now."""

    def __init__(self, now: Framework) -> None:
        super().__init__(now.version)
        self.now = now


def keep(made: Framework, base: str, by: str, reason: str = "") -> Kept:
    """The next version, made from the version `base`, which must be the last one. Raises Outrun where it is not."""
    count = Kept.objects.filter(code=made.code).count()
    last = newest(
        made.code
    )  # after counting: whoever keeps one in between is seen here, or has taken the number
    if (last.version if last else "") != base:
        assert last is not None, "a framework that has no version has no base"
        raise Outrun(last)
    try:
        with transaction.atomic():
            return Kept.objects.create(
                code=made.code,
                number=count + 1,
                first=made.first,
                owner=made.owner,
                base=base,
                content=content(made),
                reason=reason[:400],
                by=by[:150],
                at=now(),
            )
    except IntegrityError:
        last = newest(made.code)
        assert last is not None
        raise Outrun(last) from None
