"""What a bundle calls its regions and indicators, as an import looks them up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cluster_core.errors import BundleError
from cluster_core.intake.names import Names, fold, names_of
from cluster_core.model.dataset import Source, Unit
from cluster_core.model.indicator import Indicator
from cluster_core.store.bundle import BUNDLE_FILE, is_bundle, shared_folder
from cluster_core.store.faults import Faults, Place
from cluster_core.store.framework_file import text_of
from cluster_core.store.generation import current
from cluster_core.store.indicators_file import read_indicators
from cluster_core.store.plain import Located, mapping_at, read_plain
from cluster_core.store.units_file import read_regions, read_sources


@dataclass(frozen=True)
class Vocabulary:
    """Regions, indicators and sources of a bundle, the look-ups of their names, and the folded names of its groups."""

    bundle: str
    regions: Mapping[str, Unit]
    indicators: Mapping[str, Indicator]
    sources: Mapping[str, Source]
    region_names: Names
    indicator_names: Names
    groups: frozenset[str] = frozenset()

    def units(self, indicator: str) -> tuple[str, ...]:
        """Return an indicator's unit in each language."""
        unit = self.indicators[indicator].unit
        return tuple(dict.fromkeys(text for text in (unit.zh, unit.en) if text))

    def with_indicators(self, new: Sequence[Indicator]) -> Vocabulary:
        """Return a vocabulary that knows new indicators as well."""
        indicators = {**self.indicators, **{one.id: one for one in new}}
        return replace(
            self, indicators=indicators, indicator_names=_indicator_names(indicators, indicators, {})
        )


def vocabulary_of(bundle: Path) -> Vocabulary:
    """Return the vocabulary of a bundle; a column `synonyms` of indicators.csv (a list) adds names of an indicator.

    Raises
    ------
    BundleError
        If its regions or indicators cannot be read.

    Examples
    --------
    >>> known = vocabulary_of(Path("data/jiangsu"))
    >>> known.region_names.sure("盐城"), known.indicator_names.sure("地區生產總值"), known.units("gdp")
    ('320900', 'gdp', ('亿元', '100m CNY'))
    """
    faults = Faults()
    if not is_bundle(bundle):
        faults.add(Place(str(bundle), None, "bundle"), "no bundle.yaml", "a folder with a bundle.yaml")
        raise BundleError(faults.found)
    files, name = current(bundle), bundle.resolve().name
    regions = read_regions(files / "regions.csv", faults, f"{name}/regions.csv")
    own, rows = read_indicators(files / "indicators.csv", faults, f"{name}/indicators.csv")
    registry = shared_folder(bundle) / "indicators.csv"
    shared = read_indicators(registry, Faults(), "indicators.csv") if registry.is_file() else ({}, [])
    listed = files / "sources.csv"
    sources = read_sources(listed, faults, f"{name}/sources.csv") if listed.is_file() else {}
    head = read_plain(files / BUNDLE_FILE, faults, BUNDLE_FILE) or Located()
    groups = {str(key): text_of(value) for key, value in mapping_at(head, "groups", faults).items()}
    if faults.found:
        raise BundleError(faults.found)
    synonyms = {row.get("indicator"): row.get("synonyms").split(";") for row in (*shared[1], *rows)}
    called = {text for key, value in groups.items() for text in (key, value.zh, value.en)}
    return Vocabulary(
        bundle=name,
        regions=regions,
        indicators={**own, **{key: row for key, row in shared[0].items() if key not in own}},
        sources=sources,
        region_names=names_of({key: (one.name.zh, one.name.en) for key, one in regions.items()}, places=True),
        indicator_names=_indicator_names(own, {**shared[0], **own}, synonyms),
        groups=frozenset(fold(text) for text in called if text),
    )


def _indicator_names(
    own: Mapping[str, Indicator], every: Mapping[str, Indicator], synonyms: Mapping[str, Sequence[str]]
) -> Names:
    """Return the look-up; a name that a bundle's own indicator bears is not shared with one of the registry."""
    named = {key: (one.name.zh, one.name.en, *synonyms.get(key, ())) for key, one in every.items()}
    taken = {fold(name) for key in own for name in named[key]}
    return names_of(
        {
            key: names if key in own else [name for name in names if fold(name) not in taken]
            for key, names in sorted(named.items(), key=lambda item: item[0] not in own)
        }
    )
