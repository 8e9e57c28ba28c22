"""Dividing a whole number so that the parts add up to it exactly."""

from __future__ import annotations

from collections.abc import Sequence


def share(total: int, weights: Sequence[float], caps: Sequence[int] | None = None) -> list[int]:
    """`total` divided in proportion to `weights` by largest remainders, no part above its cap.

    Raises ValueError where the caps together are smaller than the total.
    """
    limits = list(caps) if caps is not None else [total] * len(weights)
    if sum(limits) < total:
        raise ValueError(f"{total} does not fit into {sum(limits)} places")
    parts = [0] * len(weights)
    left = total
    while left:
        open_ = [i for i, weight in enumerate(weights) if parts[i] < limits[i] and weight > 0]
        if not open_:
            open_ = [i for i in range(len(weights)) if parts[i] < limits[i]]
        whole = sum(weights[i] for i in open_) or float(len(open_))
        exact = [(left * (weights[i] or 1.0) / whole, i) for i in open_]
        given = 0
        for amount, i in exact:
            step = min(int(amount), limits[i] - parts[i])
            parts[i] += step
            given += step
        left -= given
        if given == 0:
            for _, i in sorted(exact, key=lambda pair: (-pair[0], pair[1]))[:left]:
                parts[i] += 1
            left = total - sum(parts)
    return parts
