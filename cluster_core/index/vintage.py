"""Which year an indicator uses: one for all units, so that a comparison never mixes years of one series."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cluster_core.model.stages import Array


def choose_year(observed: Array, years: Sequence[int], year: int, max_age: int) -> int | None:
    """Return the column of the year with the most units present, from `year` - `max_age` to `year`.

    Parameters
    ----------
    observed : array, units x years
        NaN marks a missing value. All units of the bundle, not only the peers.
    years : ascending years of the columns
    year, max_age : the scenario's year and how many years back are still admitted

    Returns
    -------
    int or None
        The latest year on a tie; None if nothing was observed in the window.

    Notes
    -----
    formats.md section 1, "Vintage".

    >>> choose_year(np.array([[1, 2, np.nan], [3, 4, 5]]), [2020, 2021, 2022], 2022, 3)
    1
    """
    window = [k for k, candidate in enumerate(years) if year - max_age <= candidate <= year]
    counts = {k: int(np.count_nonzero(~np.isnan(observed[:, k]))) for k in window}
    return max((k for k in window if counts[k]), key=lambda k: (counts[k], years[k]), default=None)


def choose_denominator_year(
    needed: np.ndarray[tuple[int], np.dtype[np.bool_]],
    denominator: Array,
    years: Sequence[int],
    year: int,
    breaks_before: int | None,
) -> int | None:
    """Return the column of the denominator's year for a numerator of `year`.

    Parameters
    ----------
    needed : flags, units
        The units that have the numerator.
    denominator : array, units x years
    years : ascending years of the columns
    year : the numerator's year
    breaks_before : first year of the denominator's present definition, or None

    Returns
    -------
    int or None
        The same year if every needed unit has the denominator there; else the year with any value nearest to it and
        not before `breaks_before` (on a tie more units, then the later; later years allowed).
    """
    present = ~np.isnan(denominator)
    if year in years:
        same = list(years).index(year)
        if needed.any() and present[needed, same].all():
            return same
    counts = np.count_nonzero(present, axis=0)
    usable = [k for k, y in enumerate(years) if counts[k] and (breaks_before is None or y >= breaks_before)]
    return min(usable, key=lambda k: (abs(years[k] - year), -counts[k], -years[k])) if usable else None
