"""What the user chose: frozen, hashable, and carried by a short URL-safe code."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from cluster_core.errors import ScenarioError, did_you_mean, one_of
from cluster_core.model.framework import AGGREGATIONS, IMPUTATIONS, NORMALISATIONS, POOLS, TREATMENTS, UNITS

ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")
POWER = re.compile(r"power:(-?\d{1,3}(?:\.\d{1,6})?)")
FIXED = ("default", "equal", "user")
OBJECTIVE = ("entropy", "critic", "pca", "bod")
COMBINED = ("linear", "multiplicative", "game")
COMBINABLE = ("default", "equal", "entropy", "critic", "pca")
POINTS_MAX = 1000

Points = tuple[tuple[str, tuple[float, ...]], ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """Every choice that an assessment depends on.

    `peers` empty means all units of the bundle; `rules` empty means the rules that follow from the framework.
    `points` gives, for each parent that the user weighted, one number per child in the framework's order; they are
    relative among siblings. Parents not named keep the weights of `weighting` (`user` starts from the default).
    `weighting` may be a combination of sets, such as `game:entropy+critic`. `share_low` and `share_high` bound each
    indicator's share of a region's weights under `bod`.

    Raises `ScenarioError` where a value cannot be used whatever the data set is.

    >>> Scenario("jiangsu", "four_forces", 2023).aggregate
    'arithmetic'
    """

    bundle: str
    framework: str
    year: int
    bundle_version: str = "1"
    framework_version: str = "1"
    rules: str = ""
    unit: str = "region"
    max_age: int = 3
    pool: str = "vintage"
    min_coverage: float = 0.5
    floor: float = 0.01
    normalise: str = "minmax"
    aggregate: str = "arithmetic"
    focus: str = ""
    peers: tuple[str, ...] = ()
    weighting: str = "default"
    points: Points = ()
    impute: str = "none"
    treat: str = "none"
    share_low: float = 0.0
    share_high: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what no data set could make sense of."""
        for name in ("bundle", "framework", "bundle_version", "framework_version"):
            _check_id(name, getattr(self, name))
        for name in ("rules", "focus"):
            _check_id(name, getattr(self, name), optional=True)
        for peer in self.peers:
            _check_id("peers", peer)
        _check_choice("unit", self.unit, UNITS)
        _check_choice("pool", self.pool, POOLS)
        _check_choice("normalise", self.normalise, NORMALISATIONS)
        _check_choice("impute", self.impute, IMPUTATIONS)
        _check_choice("treat", self.treat, TREATMENTS)
        check_weighting(self.weighting)
        check_aggregation(self.aggregate)
        _check_range("year", self.year, 1, 9999)
        _check_range("max_age", self.max_age, 0, 100)
        _check_range("min_coverage", self.min_coverage, 0, 1)
        _check_range("floor", self.floor, 1e-9, 100)
        _check_range("share_low", self.share_low, 0, 1)
        _check_range("share_high", self.share_high, self.share_low, 1)
        for parent, points in self.points:
            _check_id("points", parent)
            check_points(parent, points)

    def with_points(self, parent: str, points: tuple[float, ...] | None) -> Scenario:
        """Return a copy with the points of one parent set, or dropped by None."""
        kept = [(name, values) for name, values in self.points if name != parent]
        if points is not None:
            kept.append((parent, points))
        base = {"default": "user"} if kept else {"user": "default"}
        return replace(self, points=tuple(sorted(kept)), weighting=base.get(self.weighting, self.weighting))

    @property
    def objective(self) -> bool:
        """Whether the weights are computed: from the data, or by combining sets."""
        return self.weighting in OBJECTIVE or ":" in self.weighting

    def without_weights(self) -> Scenario:
        """Return the part that the prepare stage depends on: all but weights, aggregation and coverage."""
        return replace(
            self,
            weighting="default",
            points=(),
            aggregate="arithmetic",
            min_coverage=0.5,
            floor=0.01,
            share_low=0.0,
            share_high=1.0,
        )

    def quantised(self) -> Scenario:
        """Return a copy whose points are integers 0-1000, so that page, code and exports use the same numbers.

        Points that are already such integers stay as they are; other sets are scaled so that their largest is 1000.

        >>> Scenario("b", "f", 2023, points=(("f", (0.5, 0.25)),), weighting="user").quantised().points
        (('f', (1000, 500)),)
        """
        return replace(self, points=tuple((parent, quantise(points)) for parent, points in self.points))

    def encode(self) -> str:
        """Return the scenario's code (format 2); `ScenarioError` if its points are not quantised.

        >>> Scenario("jiangsu", "four_forces", 2023).encode()
        '2~jiangsu~1~four_forces~1~~~2023~~~~~~~~~~~~0~~0~z'
        """
        tokens = [CODE_VERSION]
        for name, default, _read, write in _FIELDS:
            value = getattr(self, name)
            tokens.append("" if value == default else write(value))
        tokens += [str(len(self.peers)), *self.peers]
        tokens.append("" if self.weighting == "default" else _weighting_text(self.weighting))
        tokens.append(str(len(self.points)))
        for parent, points in self.points:
            if any(point != int(point) for point in points):
                raise ScenarioError(
                    f"points of '{parent}': found fractions, allowed: integers. Quantise first."
                )
            tokens += [parent, str(len(points)), *(str(int(point)) for point in points)]
        return "~".join([*tokens, _END])

    @classmethod
    def decode(cls, code: str) -> Scenario:
        """Read a code of any known version; whatever else is given raises `ScenarioError` and nothing else.

        A code of format 1 knows neither imputation nor treatment: it opens without them.

        >>> Scenario.decode("1~jiangsu~1~four_forces~1~~~2023~~~~~~~~0~~0~z").year
        2023
        """
        if len(code) > CODE_MAX:
            raise ScenarioError(f"code: found {len(code)} characters, allowed: at most {CODE_MAX}.")
        code = _upgraded(code)
        version, _, _ = code.partition("~")
        if version != CODE_VERSION:
            future = version.isascii() and version.isdigit() and len(version) < 9
            found = f"version {version}" if future else "no known version"
            raise ScenarioError(
                f"code: found {found}, allowed: versions 1 to {CODE_VERSION}. The link may be from a newer release."
            )
        try:
            scenario = cls(**_read_tokens(code.split("~")))
        except (ValueError, IndexError, OverflowError) as broken:
            raise ScenarioError(
                "code: found a damaged or incomplete code. Copy the whole link again."
            ) from broken
        if scenario.encode() != code:
            raise ScenarioError(
                "code: found a code that is not written in its one canonical form. Copy the link again."
            )
        return scenario


CODE_VERSION = "2"
FIELDS_OF_FORMAT_1 = 14
CODE_MAX = 4096
_END = "z"

_Reader = Callable[[str], object]
_Writer = Callable[[object], str]


def _fraction_text(value: Any) -> str:
    return repr(float(value))


def _method_text(value: object) -> str:
    return str(value).replace(":", "_")


def _read_method(token: str) -> str:
    return token.replace("_", ":", 1)


def _weighting_text(value: str) -> str:
    return value.replace(":", "_", 1).replace("+", ".")


def _read_weighting(token: str) -> str:
    method, mark, sets = token.partition("_")
    return f"{method}:{sets.replace('.', '+')}" if mark else token


def _upgraded(code: str) -> str:
    """Return a code of format 1 in the current format; any other as it is."""
    tokens = code.split("~")
    if tokens[0] != "1":
        return code
    end_of_fields = 1 + FIELDS_OF_FORMAT_1
    added = [""] * (len(_FIELDS) - FIELDS_OF_FORMAT_1)
    return "~".join([CODE_VERSION, *tokens[1:end_of_fields], *added, *tokens[end_of_fields:]])


_FIELDS: tuple[tuple[str, object, _Reader, _Writer], ...] = (
    ("bundle", None, str, str),
    ("bundle_version", None, str, str),
    ("framework", None, str, str),
    ("framework_version", None, str, str),
    ("rules", "", str, str),
    ("unit", "region", str, str),
    ("year", None, int, str),
    ("max_age", 3, int, str),
    ("pool", "vintage", str, str),
    ("min_coverage", 0.5, float, _fraction_text),
    ("floor", 0.01, float, _fraction_text),
    ("normalise", "minmax", str, str),
    ("aggregate", "arithmetic", _read_method, _method_text),
    ("focus", "", str, str),
    ("impute", "none", str, str),
    ("treat", "none", str, str),
    ("share_low", 0.0, float, _fraction_text),
    ("share_high", 1.0, float, _fraction_text),
)


def _read_tokens(tokens: list[str]) -> dict[str, Any]:
    rest = iter(tokens[1:])

    def take() -> str:
        for token in rest:
            return token
        raise IndexError

    fields: dict[str, Any] = {}
    for name, default, read, _write in _FIELDS:
        token = take()
        fields[name] = default if token == "" and default is not None else read(token)
    fields["peers"] = tuple(take() for _ in range(_count(take())))
    fields["weighting"] = _read_weighting(take()) or "default"
    fields["points"] = tuple(
        (take(), tuple(_point(take()) for _ in range(_count(take())))) for _ in range(_count(take()))
    )
    if take() != _END or next(rest, None) is not None:
        raise IndexError
    return fields


def _count(token: str) -> int:
    count = int(token)
    if not 0 <= count <= CODE_MAX:
        raise IndexError
    return count


def _point(token: str) -> float:
    value = float(token)
    return int(value) if math.isfinite(value) and value == int(value) else value


def check_points(parent: str, points: tuple[float, ...]) -> None:
    """Raise `ScenarioError` unless the points of one parent's children are finite, not negative, not all zero."""
    for point in points:
        if not math.isfinite(point) or point < 0:
            raise ScenarioError(f"weights of '{parent}': found {point}, allowed: finite numbers from 0 up.")
    if not any(points):
        raise ScenarioError(
            f"weights of '{parent}': found all zero, allowed: at least one above 0. Raise one of them."
        )


def check_aggregation(name: str) -> None:
    """Raise `ScenarioError` unless `name` is one of the aggregations of formats.md section 3."""
    if name not in AGGREGATIONS[:3] and name != "min" and not POWER.fullmatch(name):
        raise ScenarioError(
            f"aggregate: found '{name}', allowed: {one_of(AGGREGATIONS)} (P a number). "
            f"{did_you_mean(name, AGGREGATIONS)}".rstrip()
        )


def weighting_parts(name: str) -> tuple[str, ...]:
    """Return the weight sets that a weighting is made of.

    >>> weighting_parts("entropy"), weighting_parts("game:entropy+critic")
    (('entropy',), ('entropy', 'critic'))
    """
    _, mark, sets = name.partition(":")
    return tuple(sets.split("+")) if mark else (name,)


def check_weighting(name: str) -> None:
    """Raise `ScenarioError` unless `name` is a weight set, or a combination of two or more different ones."""
    method, mark, _ = name.partition(":")
    if not mark:
        _check_choice("weighting", name, (*FIXED, *OBJECTIVE))
        return
    _check_choice("weighting", method, COMBINED)
    parts = weighting_parts(name)
    for part in parts:
        _check_choice("weighting", part, COMBINABLE)
    if len(set(parts)) < max(len(parts), 2):
        raise ScenarioError(
            f"weighting: found '{name[:80]}', allowed: two or more different sets, such as {method}:entropy+critic."
        )


def _check_id(name: str, value: str, *, optional: bool = False) -> None:
    if not (optional and value == "") and not ID.fullmatch(value):
        raise ScenarioError(
            f"{name}: found '{value[:80]}', allowed: an id of 1-64 letters, digits, '_', '.' or '-'."
        )


def _check_choice(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        hint = did_you_mean(value, allowed)
        raise ScenarioError(f"{name}: found '{value[:80]}', allowed: {one_of(allowed)}. {hint}".rstrip())


def _check_range(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise ScenarioError(f"{name}: found {str(value)[:40]}, allowed: {low} to {high}.")


def quantise(points: tuple[float, ...]) -> tuple[float, ...]:
    """Return whole numbers 0-1000: such points as they are, others scaled so that the largest is 1000.

    >>> quantise((0.5, 0.25)), quantise((80, 40))
    ((1000, 500), (80, 40))
    """
    if all(point == int(point) and point <= POINTS_MAX for point in points):
        return tuple(int(point) for point in points)
    top = max(points)
    return tuple(round(point / top * POINTS_MAX) for point in points)
