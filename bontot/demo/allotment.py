"""Dividing the figures: among regions, branches and seats, so that the sums are the targets to the person."""

from __future__ import annotations

from random import Random

from bontot.demo.plan import Branch, Plan
from bontot.demo.quotas import share
from bontot.demo.region import Region
from bontot.demo.targets import Targets
from bontot.demo.traits import TRAITS


def parts(targets: Targets, count: int) -> list[Targets]:
    """The figures divided among regions, exactly."""
    even = [1.0] * count
    names = list(Targets.__dataclass_fields__)
    divided: dict[str, list[int] | list[tuple[int, int]]] = {}
    for name in names:
        value = getattr(targets, name)
        if isinstance(value, tuple):
            wholes = share(value[1], even)
            divided[name] = list(
                zip(share(value[0], [float(one) for one in wholes], wholes), wholes, strict=True)
            )
        else:
            divided[name] = share(value, even)
    return [Targets(**{name: divided[name][i] for name in names}) for i in range(count)]  # type: ignore[arg-type]  # names and numbers of its own fields


def sizes(region: Region, branches: list[Branch]) -> None:
    """How many members, admissions and removals each branch has: the sums are the targets, to the person."""
    rng = region.rng
    least = [branch.least() for branch in branches]
    rest = region.targets.members - sum(least)
    if rest < 0:
        raise ValueError(f"{region.targets.members} members do not fill {len(branches)} branches")
    more = share(rest, [max(0.4, branch.weight - low) for branch, low in zip(branches, least, strict=True)])
    for branch, low, extra in zip(branches, least, more, strict=True):
        branch.size = low + extra
    free = [branch.size - len(branch.seats) - 1 for branch in branches]
    admits = [b.size * TRAITS[b.sort].admits * rng.uniform(0.4, 1.6) for b in branches]
    settled = [1.0 if branch.predecessor is None else 0.0 for branch in branches]
    strikes = [b.size * ok * rng.expovariate(1.0) for b, ok in zip(branches, settled, strict=True)]
    for branch, many in zip(branches, share(region.targets.admitted, admits, free), strict=True):
        branch.admitted = many
    for branch, many in zip(branches, share(region.targets.removed_by_screening, strikes), strict=True):
        branch.struck_off = many


def train(whole: Plan, targets: Targets, rng: Random) -> None:
    """Chooses who attends a class on Party work, so that both figures come out although some count in both."""
    seats = [seat for branch in whole.branches() for seat in branch.seats]
    both = [s for s in seats if s.counts_as_committee() and s.counts_as_branch_secretary()]
    committee = [s for s in seats if s.counts_as_committee() and not s.counts_as_branch_secretary()]
    secretaries = [s for s in seats if s.counts_as_branch_secretary() and not s.counts_as_committee()]
    rng.shuffle(both)
    twice = both[: min(targets.trained_committee_members, targets.trained_branch_secretaries)]
    for group, many in (
        (committee, targets.trained_committee_members - len(twice)),
        (secretaries, targets.trained_branch_secretaries - len(twice)),
    ):
        if many > len(group):
            raise ValueError(f"only {len(group)} seats for {many} trained people")
        for seat in rng.sample(group, many):
            seat.trained = True
    for seat in twice:
        seat.trained = True
