"""Frozen dataclasses to JSON and back, for what the child process asks and answers."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from typing import Any, Literal, TypeVar, Union, cast

T = TypeVar("T")


def to_text(value: Any) -> str:
    """Return a dataclass as JSON."""
    return json.dumps(dataclasses.asdict(value), ensure_ascii=False)


def from_text(kind: type[T], text: str) -> T:
    """Return the dataclass that `to_text` wrote; ValueError, KeyError or TypeError where it is another.

    >>> @dataclasses.dataclass(frozen=True)
    ... class Pair:
    ...     left: tuple[int, ...]
    ...     right: str | None = None
    >>> from_text(Pair, to_text(Pair((1, 2))))
    Pair(left=(1, 2), right=None)
    """
    return cast("T", _made(kind, json.loads(text)))


def _made(kind: Any, value: Any) -> Any:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints, given = typing.get_type_hints(kind), cast("dict[str, Any]", value)
        return kind(**{name: _made(hint, given[name]) for name, hint in hints.items() if name in given})
    if origin in (Union, types.UnionType):
        chosen = [one for one in inner if one is not type(None)]
        return None if value is None else _made(chosen[0], value)
    if origin is tuple:
        each = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_made(one, part) for one, part in zip(each, value, strict=True))
    if origin in (dict, Mapping) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return {str(key): _made(inner[1], part) for key, part in value.items()}
    return _plain(kind, value)


def _plain(kind: Any, value: Any) -> Any:
    if typing.get_origin(kind) is Literal:
        if value not in typing.get_args(kind):
            raise ValueError(f"{value!r} is none of {typing.get_args(kind)}")
        return value
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind}")
    return value
