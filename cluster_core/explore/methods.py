"""Which methods could have been chosen: the levels of every factor, their combinations, and those that are refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from cluster_core.errors import ClusterError
from cluster_core.explore.progress import Cancelled, Progress, step
from cluster_core.index.composite import score
from cluster_core.index.prepare import prepare
from cluster_core.index.weighting.weigh import weigh
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import NORMALISATIONS, TREATMENTS, Framework
from cluster_core.model.scenario import Points, Scenario
from cluster_core.model.stages import Prepared, Scores

STAGES = ("normalise", "impute", "treat")
FACTORS = ("normalise", "aggregate", "weighting", "impute", "treat")


@dataclass(frozen=True, slots=True)
class Methods:
    """The levels of every factor that are tried; the scenario's own always join them."""

    normalise: tuple[str, ...] = NORMALISATIONS
    aggregate: tuple[str, ...] = ("arithmetic", "geometric", "harmonic")
    weighting: tuple[str, ...] = ("default", "equal", "entropy", "critic", "pca")
    impute: tuple[str, ...] = ("none", "peer_median", "group_median", "carry_forward", "linear")
    treat: tuple[str, ...] = TREATMENTS

    def levels(self, scenario: Scenario, factor: str) -> tuple[str, ...]:
        """Return the levels of one factor, the scenario's own first.

        >>> Methods().levels(Scenario("b", "f", 2023, treat="winsorise"), "treat")
        ('winsorise', 'none')
        """
        return tuple(dict.fromkeys((getattr(scenario, factor), *getattr(self, factor))))


Choice = tuple[str, ...]  # one level a factor


@dataclass(frozen=True, eq=False, slots=True)
class Variant:
    """One combination of methods: the scenario with them, and its stages; or why it is refused.

    `choice` has one level a factor, in the order of the factors that vary.
    """

    choice: Choice
    scenario: Scenario
    prepared: Prepared | None = None
    scored: Scores | None = None
    reason: str = ""


def variants(
    assessment: Assessment,
    methods: Methods,
    factors: Sequence[str] = FACTORS,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Iterator[Variant]:
    """Walk all combinations of the levels of some factors, the scenario's own first.

    Parameters
    ----------
    assessment
        Everything but the factors is as in its scenario.
    methods
        The levels.
    factors
        Which of `FACTORS` vary. Another weight set than the scenario's stands without the user's points.
    progress, cancelled
        Told the share done before each combination; asked whether to stop.

    Yields
    ------
    Variant
        Without scores, and with the reason, where the methods are not defined for the data or for each other.
    """
    own = assessment.scenario
    framework = assessment.framework
    levels = [methods.levels(own, factor) for factor in factors]
    choices = list(product(*levels))
    ready: dict[Choice, Prepared | ClusterError] = {}
    points: dict[Choice, Points] = {}
    for done, choice in enumerate(choices):
        step(done / len(choices), progress, cancelled)
        scenario = _with(own, dict(zip(factors, choice, strict=True)))
        key = tuple(getattr(scenario, stage) for stage in STAGES)
        if key not in ready:
            ready[key] = _prepare(assessment, scenario)
        prepared = ready[key]
        if isinstance(prepared, ClusterError):
            yield Variant(choice, scenario, reason=str(prepared))
            continue
        try:
            by = (*key, scenario.weighting)
            if by not in points:
                points[by] = _points(prepared, framework, scenario)
            scored = score(prepared, framework, _weighted(scenario, points[by]))
        except ClusterError as refused:
            yield Variant(choice, scenario, reason=str(refused))
        else:
            yield Variant(choice, scenario, prepared, scored)
    step(1.0, progress, None)


def _with(scenario: Scenario, choice: dict[str, str]) -> Scenario:
    other = choice.get("weighting", scenario.weighting) != scenario.weighting
    return replace(scenario, **choice, **({"points": ()} if other else {}))


def _points(prepared: Prepared, framework: Framework, scenario: Scenario) -> Points:
    """Return the weights of a set as points, computed once for all means; none where every unit has its own."""
    shares = weigh(prepared, framework, scenario).shares
    if any(given.ndim > 1 for given in shares.values()):
        return ()
    return tuple((parent, tuple(given.tolist())) for parent, given in shares.items())


def _weighted(scenario: Scenario, points: Points) -> Scenario:
    return replace(scenario, weighting="user", points=points) if points else scenario


def _prepare(assessment: Assessment, scenario: Scenario) -> Prepared | ClusterError:
    try:
        return prepare(assessment.dataset, scenario)
    except ClusterError as refused:
        return refused
