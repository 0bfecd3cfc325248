"""A slow, literal reference of the public contract, in plain Python: one value at a time, dicts and loops.

It shares no code with the library, so that an agreement means something. A missing value is None. Where the
contract leaves a reading open, the comment that starts with "Reading:" says which one is taken here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Number = float | None
Row = dict[str, Number]  # unit -> value


class UndecidedError(Exception):
    """The contract does not say what comes out here; a test skips such a draw."""


@dataclass
class Data:
    """The facts of one kind of unit: observed values by (unit, indicator, year)."""

    units: list[str]
    indicators: dict[str, dict[str, Any]]
    facts: dict[tuple[str, str, int], float]
    groups: dict[str, str] = field(default_factory=dict)

    def at(self, unit: str, indicator: str, year: int) -> Number:
        """Return one observed value."""
        return self.facts.get((unit, indicator, year))

    def years(self) -> list[int]:
        """Return the years with any observation."""
        return sorted({year for _unit, _indicator, year in self.facts})

    def present(self, indicator: str, year: int) -> int:
        """Count the units of the bundle with a value."""
        return sum(1 for unit in self.units if self.at(unit, indicator, year) is not None)


def _meta(data: Data, indicator: str) -> dict[str, Any]:
    return data.indicators.get(indicator, {})


# ---------------------------------------------------------------- vintage and ratios


def best_year(data: Data, observed: str, year: int, max_age: int) -> int | None:
    """The year from year - max_age to year with most units present, the latest on a tie; None without any."""
    best, most = None, 0
    for candidate in range(year - max_age, year + 1):
        count = data.present(observed, candidate)
        if count > 0 and count >= most:
            best, most = candidate, count
    return best


def denominator_year(data: Data, numerator: str, denominator: str, year: int) -> int | None:
    """The year of a ratio's denominator, given the numerator's year."""
    holders = [unit for unit in data.units if data.at(unit, numerator, year) is not None]
    if all(data.at(unit, denominator, year) is not None for unit in holders):
        return year
    first = _meta(data, denominator).get("breaks_before")
    best: tuple[int, int, int] | None = None
    chosen = None
    for candidate in data.years():
        count = data.present(denominator, candidate)
        if count == 0 or (first is not None and candidate < first):
            continue
        # Reading: "more regions" on a tie of distance counts the units with the denominator in that year.
        key = (abs(candidate - year), -count, -candidate)
        if best is None or key < best:
            best, chosen = key, candidate
    return chosen


def vintage(data: Data, indicator: str, year: int, max_age: int) -> tuple[int | None, int | None]:
    """The year of an indicator for all units, and that of its denominator (None where it has none)."""
    meta = _meta(data, indicator)
    # Reading: the vintage of a ratio is that of its numerator.
    chosen = best_year(data, meta.get("numerator") or indicator, year, max_age)
    if chosen is None or not meta.get("denominator"):
        return chosen, None
    return chosen, denominator_year(data, meta["numerator"], meta["denominator"], chosen)


def _ratio(meta: Mapping[str, Any], numerator: Number, denominator: Number) -> Number:
    if numerator is None:
        return None
    scale = meta.get("scale")
    scale = 1.0 if scale is None else scale
    if not meta.get("denominator"):
        return scale * numerator
    if denominator is None or denominator == 0:
        return None
    return scale * numerator / denominator


def denominated(data: Data, indicator: str, year: int, max_age: int) -> Row:
    """The values of the vintage, ratios formed, for all units of the bundle."""
    meta = _meta(data, indicator)
    chosen, below = vintage(data, indicator, year, max_age)
    row: Row = {}
    for unit in data.units:
        if chosen is None:
            row[unit] = None
        elif not meta.get("numerator"):
            row[unit] = data.at(unit, indicator, chosen)
        else:
            lower = data.at(unit, meta["denominator"], below) if meta.get("denominator") and below else None
            row[unit] = _ratio(meta, data.at(unit, meta["numerator"], chosen), lower)
    return row


def transform(meta: Mapping[str, Any], value: Number) -> Number:
    """Apply the indicator's transform to a value, a goalpost or a target."""
    if value is None:
        return None
    return math.log1p(value) if meta.get("transform") == "log1p" else value


# ---------------------------------------------------------------- normalisation


def pool_values(
    data: Data, indicator: str, peers: Sequence[str], year: int, max_age: int, pool: str
) -> list[float]:
    """The transformed values that set low and high where there are no goalposts."""
    meta = _meta(data, indicator)
    found: list[Number] = []
    if pool == "vintage":
        row = denominated(data, indicator, year, max_age)
        found = [row[unit] for unit in peers]
    else:
        top, bottom = meta.get("numerator") or indicator, meta.get("denominator")
        # Reading: a ratio observes the breaks of the ratio, of its numerator and of its denominator.
        breaks = [_meta(data, name).get("breaks_before") for name in (indicator, top, bottom) if name]
        first = max((b for b in breaks if b is not None), default=-10000)
        for candidate in data.years():
            if candidate < first:
                continue
            for unit in peers:
                value = data.at(unit, top, candidate)
                if meta.get("numerator"):
                    value = _ratio(meta, value, data.at(unit, bottom, candidate) if bottom else None)
                found.append(value)
    return [transform(meta, value) for value in found if value is not None]  # type: ignore[misc]


def goalposts(
    data: Data, indicator: str, peers: Sequence[str], year: int, max_age: int, pool: str
) -> tuple[Number, Number, bool]:
    """Low and high on the transformed scale, and whether they are the indicator's own."""
    meta = _meta(data, indicator)
    low, high = meta.get("goalpost_low"), meta.get("goalpost_high")
    if low is not None and high is not None:
        return transform(meta, low), transform(meta, high), True
    values = pool_values(data, indicator, peers, year, max_age, pool)
    if not values:
        return None, None, False
    return min(values), max(values), False


def minmax(value: float, low: float, high: float, *, direction: str, clip: bool) -> float:
    """Min-max on 0-100; a constant column is 50."""
    if high == low:
        return 50.0
    part = (value - low) / (high - low) * 100
    if clip:
        part = min(100.0, max(0.0, part))
    return part if direction == "benefit" else 100 - part


def normalise(
    data: Data, indicator: str, peers: Sequence[str], year: int, max_age: int, pool: str, method: str
) -> Row:
    """Normalised values of the peers, higher is better."""
    meta = _meta(data, indicator)
    cost = meta.get("direction") == "cost"
    observed = denominated(data, indicator, year, max_age)
    treated: Row = {unit: transform(meta, observed[unit]) for unit in peers}
    present = [value for value in treated.values() if value is not None]
    out: Row = dict.fromkeys(peers)
    if not present:
        return out
    if method == "minmax":
        low, high, own = goalposts(data, indicator, peers, year, max_age, pool)
        if low is None or high is None:
            raise UndecidedError("an empty pool")
        for unit in peers:
            value = treated[unit]
            if value is not None:
                out[unit] = minmax(value, low, high, direction="cost" if cost else "benefit", clip=own)
                if not -1e-9 <= out[unit] <= 100 + 1e-9:  # type: ignore[operator]
                    raise UndecidedError("a value outside its pool")
        return out
    directed = {unit: (-value if cost else value) for unit, value in treated.items() if value is not None}
    if method == "zscore":
        mean = sum(directed.values()) / len(directed)
        # Reading: one value alone is a constant column too.
        spread = (
            math.sqrt(sum((v - mean) ** 2 for v in directed.values()) / (len(directed) - 1))
            if len(directed) > 1
            else 0
        )
        constant = len(set(directed.values())) == 1
        for unit, value in directed.items():
            out[unit] = 0.0 if constant else (value - mean) / spread
    elif method in ("rank", "percentile"):
        for unit, value in directed.items():
            rank = 1 + sum(1 for other in directed.values() if other < value)
            if method == "rank":
                out[unit] = float(rank)
            else:
                out[unit] = 50.0 if len(directed) == 1 else (rank - 1) / (len(directed) - 1) * 100
    elif method == "target":
        goal = transform(meta, meta["target"])
        assert goal is not None
        for unit, value in treated.items():
            if value is None:
                continue
            if cost:
                out[unit] = 100.0 if value == 0 else 100 * min(1.0, goal / value)
            else:
                out[unit] = 100 * min(1.0, value / goal)
    else:
        raise ValueError(method)
    return out


# ---------------------------------------------------------------- the tree


@dataclass
class Branch:
    """A node with its children in order: nodes first, then indicators."""

    id: str
    parent: str
    level: int
    aggregate: str | None
    children: list[tuple[str, float, bool]] = field(
        default_factory=list
    )  # id, default weight, is an indicator


def read_tree(document: Mapping[str, Any]) -> dict[str, Branch]:
    """Read a framework document (as its YAML reads) into branches, root first."""
    root = document["framework"]["id"]
    nodes = list(document["nodes"])
    branches = {root: Branch(root, "", 0, None)}
    for node in nodes:
        branches[node["id"]] = Branch(
            node["id"], node["parent"], branches[node["parent"]].level + 1, node.get("aggregate")
        )
    for node in nodes:
        branches[node["parent"]].children.append((node["id"], float(node.get("weight", 1)), False))
    for node in nodes:
        for leaf in node.get("indicators", []):
            name, weight = (leaf["id"], leaf.get("weight", 1)) if isinstance(leaf, dict) else (leaf, 1)
            branches[node["id"]].children.append((name, float(weight), True))
    return branches


def leaves(branches: Mapping[str, Branch]) -> list[str]:
    """The distinct indicators of a tree."""
    found: list[str] = []
    for branch in branches.values():
        for name, _weight, is_indicator in branch.children:
            if is_indicator and name not in found:
                found.append(name)
    return found


def shares(
    branches: Mapping[str, Branch],
    weights: str = "default",
    file: Mapping[tuple[str, str], float] | None = None,
) -> dict[str, dict[str, float]]:
    """Shares among siblings, parent -> child -> share (sum 1)."""
    result: dict[str, dict[str, float]] = {}
    for branch in branches.values():
        raw: dict[str, float] = {}
        for name, weight, _is_indicator in branch.children:
            if weights == "equal":
                raw[name] = 1.0
            elif weights == "file":
                assert file is not None
                raw[name] = file[name, branch.id]
            else:
                raw[name] = weight
        total = sum(raw.values())
        result[branch.id] = {name: weight / total for name, weight in raw.items()}
    return result


def effective(
    branches: Mapping[str, Branch], parts: Mapping[str, Mapping[str, float]]
) -> dict[tuple[str, str], float]:
    """Effective weight of every (child, parent): its share times the effective weight of the parent."""
    root = next(iter(branches))
    whole = {root: 1.0}
    result: dict[tuple[str, str], float] = {}
    for branch in branches.values():
        for name, _weight, is_indicator in branch.children:
            result[name, branch.id] = whole[branch.id] * parts[branch.id][name]
            if not is_indicator:
                whole[name] = result[name, branch.id]
    return result


def mean(rule: str, values: Sequence[float], weights: Sequence[float], floor: float) -> float:
    """One weighted mean over the children present."""
    total = sum(weights)
    if rule == "arithmetic":
        return sum(w * v for w, v in zip(weights, values, strict=True)) / total
    if rule == "min":
        return min(v for w, v in zip(weights, values, strict=True) if w > 0)
    power = {"geometric": 0.0, "harmonic": -1.0}.get(rule)
    if power is None:
        power = float(rule.removeprefix("power:"))
    if power <= 0:
        values = [max(value, floor) for value in values]
    if power == 0:
        return math.exp(sum(w * math.log(v) for w, v in zip(weights, values, strict=True)) / total)
    return (sum(w * v**power for w, v in zip(weights, values, strict=True)) / total) ** (1 / power)


@dataclass
class Scored:
    """Scores and coverage by (node, unit), ranks likewise."""

    score: dict[tuple[str, str], Number]
    coverage: dict[tuple[str, str], float]
    rank: dict[tuple[str, str], int | None]
    branches: dict[str, Branch]
    normalised: dict[str, Row]


def score_tree(
    branches: dict[str, Branch],
    normalised: dict[str, Row],
    peers: Sequence[str],
    parts: Mapping[str, Mapping[str, float]],
    *,
    aggregate: str = "arithmetic",
    min_coverage: float = 0.5,
    floor: float = 0.01,
) -> Scored:
    """Scores of all nodes, children before parents."""
    score: dict[tuple[str, str], Number] = {}
    coverage: dict[tuple[str, str], float] = {}

    def visit(node: str, unit: str) -> tuple[Number, float]:
        branch = branches[node]
        values: list[float] = []
        weights: list[float] = []
        covered = 0.0
        for name, _weight, is_indicator in branch.children:
            if is_indicator:
                value = normalised[name][unit]
                part = 0.0 if value is None else 1.0
            else:
                value, part = visit(name, unit)
            weight = parts[node][name]
            covered += weight * part
            if value is not None:
                values.append(value)
                weights.append(weight)
        result: Number = None
        if values and covered >= min_coverage - 1e-9:
            if sum(weights) == 0:
                raise UndecidedError("only children of weight zero are present")
            result = mean(branch.aggregate or aggregate, values, weights, floor)
        score[node, unit], coverage[node, unit] = result, covered
        return result, covered

    root = next(iter(branches))
    for unit in peers:
        visit(root, unit)
    return Scored(score, coverage, ranks(score, list(branches), peers), branches, normalised)


def ranks(
    score: Mapping[tuple[str, str], Number], nodes: Iterable[str], peers: Sequence[str]
) -> dict[tuple[str, str], int | None]:
    """1 is best, ties share the lowest number, after rounding to 9 decimals."""
    result: dict[tuple[str, str], int | None] = {}
    for node in nodes:
        rounded = {unit: round(value, 9) for unit in peers if (value := score[node, unit]) is not None}
        for unit in peers:
            result[node, unit] = (
                1 + sum(1 for other in rounded.values() if other > rounded[unit]) if unit in rounded else None
            )
    return result


def score(data: Data, document: Mapping[str, Any], year: int, **choices: Any) -> Scored:
    """The whole `score` command, with its options as choices."""
    method = document.get("method", {})
    branches = read_tree(document)
    wanted = choices.get("peers") or data.units
    peers = [unit for unit in data.units if unit in wanted]
    rule = choices.get("normalise") or method.get("normalise", "minmax")
    normalised = {
        name: normalise(
            data, name, peers, year, choices.get("max_age", 3), choices.get("pool", "vintage"), rule
        )
        for name in leaves(branches)
    }
    least = choices.get("min_coverage")
    weights = choices.get("weights", "default")
    if weights in OBJECTIVE:
        found = leaf_weights(
            data, branches, peers, year, weights, choices.get("max_age", 3), choices.get("pool", "vintage")
        )
        parts = roll_up(branches, found)
    else:
        parts = shares(branches, weights, choices.get("file"))
    return score_tree(
        branches,
        normalised,
        peers,
        parts,
        aggregate=choices.get("aggregate") or method.get("aggregate", "arithmetic"),
        min_coverage=method.get("min_coverage", 0.5) if least is None else least,
        floor=choices.get("floor", 0.01),
    )


# ---------------------------------------------------------------- weights from the data

OBJECTIVE = ("entropy", "critic")


def leaf_weights(
    data: Data,
    branches: Mapping[str, Branch],
    peers: Sequence[str],
    year: int,
    method: str,
    max_age: int = 3,
    pool: str = "vintage",
) -> dict[str, float]:
    """Weights of the distinct indicators, min-max scaled whatever the scenario's normalisation; they sum to 1."""
    scaled: dict[str, Row] = {}
    for name in leaves(branches):
        row = normalise(data, name, peers, year, max_age, pool, "minmax")
        scaled[name] = {unit: None if value is None else value / 100 for unit, value in row.items()}
    return (entropy if method == "entropy" else critic)(scaled)


def _varies(row: Row) -> bool:
    present = [value for value in row.values() if value is not None]
    return len(present) > 1 and max(present) - min(present) > 1e-12


def entropy(scaled: Mapping[str, Row]) -> dict[str, float]:
    """1 - e of each indicator over the values it has, scaled to sum 1; equal where none varies."""
    spread: dict[str, float] = {}
    for name, row in scaled.items():
        present = [value for value in row.values() if value is not None]
        if not _varies(row):
            spread[name] = 0.0
            continue
        total = 0.0
        for value in present:
            part = value / sum(present)
            if part > 0:
                total -= part * math.log(part)
        spread[name] = 1 - total / math.log(len(present))
    return _scaled_to_one(spread)


def critic(scaled: Mapping[str, Row]) -> dict[str, float]:
    """Sample deviation times the sum of 1 - r over the others, r over the units that have both."""
    contrast: dict[str, float] = {}
    for name, row in scaled.items():
        if not _varies(row):
            contrast[name] = 0.0
            continue
        present = [value for value in row.values() if value is not None]
        mean = sum(present) / len(present)
        deviation = math.sqrt(sum((value - mean) ** 2 for value in present) / (len(present) - 1))
        conflict = 0.0
        for other, second in scaled.items():
            r = _correlation(row, second) if other != name and _varies(second) else None
            # Reading: a correlation that the values in common do not define adds nothing.
            conflict += 0.0 if r is None else 1 - r
        contrast[name] = deviation * conflict
    if sum(contrast.values()) <= 1e-12:  # Reading: where nothing conflicts, those that vary share alike.
        contrast = {name: 1.0 if _varies(row) else 0.0 for name, row in scaled.items()}
    return _scaled_to_one(contrast)


def _correlation(first: Row, second: Row) -> Number:
    pairs = [(x, y) for unit, x in first.items() if x is not None and (y := second[unit]) is not None]
    if len({x for x, _y in pairs}) < 2 or len({y for _x, y in pairs}) < 2:
        return None
    mean_x = sum(x for x, _y in pairs) / len(pairs)
    mean_y = sum(y for _x, y in pairs) / len(pairs)
    xy = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    xx = sum((x - mean_x) ** 2 for x, _y in pairs)
    yy = sum((y - mean_y) ** 2 for _x, y in pairs)
    return xy / math.sqrt(xx * yy)


def _scaled_to_one(raw: Mapping[str, float]) -> dict[str, float]:
    total = sum(raw.values())
    if total <= 1e-12:
        return {name: 1 / len(raw) for name in raw}
    return {name: value / total for name, value in raw.items()}


def roll_up(branches: Mapping[str, Branch], weights: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Shares among siblings: an indicator under k nodes gives 1/k to each, a node weighs what its leaves weigh."""
    times = dict.fromkeys(weights, 0)
    for branch in branches.values():
        for name, _weight, is_indicator in branch.children:
            if is_indicator:
                times[name] += 1

    def whole(name: str, is_indicator: bool) -> float:
        if is_indicator:
            return weights[name] / times[name]
        return sum(whole(child, leaf) for child, _weight, leaf in branches[name].children)

    result: dict[str, dict[str, float]] = {}
    for branch in branches.values():
        parts = {child: whole(child, leaf) for child, _weight, leaf in branch.children}
        total = sum(parts.values())
        result[branch.id] = {
            child: part / total if total > 0 else 1 / len(parts) for child, part in parts.items()
        }
    return result


# ---------------------------------------------------------------- coupling


@dataclass
class Coupled:
    """C, T, D, grade and the ids of the smallest U of one unit; all empty where a U is missing."""

    c: Number
    t: Number
    d: Number
    grade: int | None
    lagging: list[str]


def coupling(u: Mapping[str, Number], weights: Mapping[str, float], form: str = "revised") -> Coupled:
    """Coupling coordination of the root's children, U on 0-1."""
    if any(value is None for value in u.values()):
        return Coupled(None, None, None, None, [])
    values = {name: float(value) for name, value in u.items() if value is not None}
    capped = [min(1.0, value) for value in values.values()]
    n = len(capped)
    if n < 2:
        raise UndecidedError("coupling of one force is not defined")
    if min(capped) <= 0:
        c = 0.0
    elif form == "classic":
        product = 1.0
        for value in capped:
            product *= value
        c = n * product ** (1 / n) / sum(capped)
    else:
        gaps = 0.0
        for i in range(n):
            for j in range(i):
                gaps += abs(capped[i] - capped[j])
        product = 1.0
        for value in capped:
            product *= value / max(capped)
        inner = (1 - gaps / (n * (n - 1) / 2)) * product ** (1 / (n - 1))
        c = math.sqrt(max(0.0, inner))
    c = min(1.0, c)
    total = sum(weights.values())
    t = sum(weights[name] * value for name, value in values.items()) / total
    d = math.sqrt(c * t)
    grade = min(10, math.floor(round(d * 10, 9)) + 1)
    least = min(values.values())
    return Coupled(c, t, d, grade, [name for name, value in values.items() if value <= least + 1e-12])


# ---------------------------------------------------------------- shortcomings


@dataclass
class Verdict:
    """One item of one region."""

    severity: Number
    raw: Number
    level: str
    indicative: bool | None
    failed: list[str]
    coverage: float


def level_of(severity: Number) -> str:
    """none, mild, moderate, severe at 20, 40, 60 (closed on the left), insufficient without a severity."""
    if severity is None:
        return "insufficient"
    return "none" if severity < 20 else "mild" if severity < 40 else "moderate" if severity < 60 else "severe"


def median(values: Sequence[float]) -> Number:
    """The middle value, or the mean of the two in the middle."""
    ordered = sorted(values)
    if not ordered:
        return None
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _goodness(value: float, low: float, high: float, cost: bool) -> float:
    part = min(1.0, max(0.0, (value - low) / (high - low)))
    return 1 - part if cost else part


def run_test(
    data: Data, test: Mapping[str, Any], region: str, peers: Sequence[str], year: int, max_age: int, pool: str
) -> tuple[bool, float] | None:
    """One test of one region: whether it fails and its gap 0-1 (0 if passed); None if it cannot be assessed."""
    meta = _meta(data, test["indicator"])
    cost = meta.get("direction") == "cost"
    observed = denominated(data, test["indicator"], year, max_age)
    treated = {unit: value for unit in peers if (value := transform(meta, observed[unit])) is not None}
    if region not in treated:
        return None
    if meta.get("kind") == "expert":
        low, high = transform(meta, 0.0), transform(meta, 100.0)
    else:
        low, high, _own = goalposts(data, test["indicator"], peers, year, max_age, pool)
    if low is None or high is None or low == high:
        return None
    x = treated[region]
    others = {unit: value for unit, value in treated.items() if unit != region}
    kind = test.get("vs", "peer_median")
    if kind == "target" and test.get("target") is None:
        if meta.get("target") is not None:
            raise UndecidedError("a test without a target on an indicator that has one")
        kind = "peer_median"
    reference: Number
    fixed: Number = None
    if kind == "frontier":
        reference, fixed = (min if cost else max)(treated.values()), 1.0
    elif kind == "target":
        reference = transform(meta, float(test["target"]))
    elif kind == "group_median":
        group = data.groups.get(region, "")
        if not group:
            return None
        reference = median([value for unit, value in others.items() if data.groups.get(unit, "") == group])
    else:
        reference = median(list(others.values()))
    if reference is None:
        return None
    g = _goodness(x, low, high, cost)
    g_ref = _goodness(reference, low, high, cost) if fixed is None else fixed
    worse = x > reference if cost else x < reference
    if not worse:
        return False, 0.0
    gap_ref = max(0.0, g_ref - g) / g_ref if g_ref > 0 else 0.0
    return True, 0.5 * (1 - g) + 0.5 * gap_ref


def judge(
    data: Data,
    item: Mapping[str, Any],
    region: str,
    peers: Sequence[str],
    year: int,
    *,
    max_age: int = 3,
    pool: str = "vintage",
) -> Verdict:
    """One item of one region."""
    tests = list(item.get("tests", []))
    ran = [(test, run_test(data, test, region, peers, year, max_age, pool)) for test in tests]
    done = [(test, outcome) for test, outcome in ran if outcome is not None]
    # Reading: coverage is the unweighted share of the item's tests that can be assessed.
    coverage = len(done) / len(tests) if tests else 0.0
    failed = [test["indicator"] for test, (fails, _gap) in done if fails]
    if not done or coverage < 0.5:
        return Verdict(None, None, "insufficient", None, failed, coverage)
    combine = item.get("combine", "mean")
    weighted = [(float(test.get("weight", 1)), fails, gap) for test, (fails, gap) in done]
    if combine == "worst":
        raw = 100 * max(gap for _weight, _fails, gap in weighted)
    else:
        if combine == "at_least_k":
            weighted = [entry for entry in weighted if entry[1]]
            enough = len(weighted) >= int(item.get("k", 1)) and weighted
        else:
            enough = True
        raw = (
            100
            * sum(weight * gap for weight, _f, gap in weighted)
            / sum(weight for weight, _f, _g in weighted)
            if enough
            else 0.0
        )
    indicative = all(test.get("proxy", False) for test, _outcome in done)
    severity = min(raw, 39.9) if indicative else raw
    return Verdict(severity, raw, level_of(severity), indicative, failed, coverage)


def family_severity(verdicts: Iterable[Verdict]) -> Number:
    """The mean of the two worst items that have a severity."""
    worst = sorted((v.severity for v in verdicts if v.severity is not None), reverse=True)[:2]
    return sum(worst) / len(worst) if worst else None


def close(ours: Number, theirs: Number, tolerance: float = 1e-9) -> bool:
    """Both missing, or equal to the tolerance (relative above 1)."""
    if ours is None or theirs is None:
        return ours is None and theirs is None
    return abs(ours - theirs) <= tolerance * max(1.0, abs(theirs))


Check = Callable[[Number, Number], bool]
