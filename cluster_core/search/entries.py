"""Everything that a data set knows by name, as entries of one form: what the search finds and a basket holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cluster_core.model.dataset import Dataset, Unit
from cluster_core.model.nation import Nation, NationalCluster
from cluster_core.model.rules import RuleSet
from cluster_core.model.text import Text

SHORTCOMING, MEASURE, CASE, POLICY, INDICATOR = "shortcoming", "measure", "case", "policy", "indicator"
NODE, STRENGTH, CHOKEPOINT = "node", "strength", "chokepoint"
CLUSTER, REGION, SOURCE = "cluster", "region", "source"
NATIONAL, PLAN, CONTEST, FOOTNOTE = "national", "plan", "contest", "footnote"
KINDS = (
    *(SHORTCOMING, MEASURE, CASE, POLICY, INDICATOR, CHOKEPOINT, STRENGTH, NODE, CLUSTER),
    *(NATIONAL, PLAN, CONTEST, REGION, FOOTNOTE, SOURCE),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing: `text` is what is said of it, `cite` document and section where it is said.

    within: the rule set of a shortcoming, the framework of a node, the document set of a measure or strength, the
    level of a policy, the practice dimension of a case, the scope of a result of the contest; else empty.
    """

    kind: str
    id: str
    name: Text
    text: Text = Text()
    cite: str = ""
    within: str = ""


def entries(dataset: Dataset, more: Iterable[RuleSet] = ()) -> tuple[Entry, ...]:
    """Return everything that a data set knows by name, in the order of `KINDS`, each as its file has it.

    Parameters
    ----------
    more
        Rule sets that the data set does not hold, such as one that follows from a framework.

    Notes
    -----
    Shortcomings of several rule sets may share an id: each has an entry, told apart by `within`.

    Examples
    --------
    >>> import pandas as pd
    >>> from cluster_core.model.rules import Policy
    >>> plan = Policy("p", Text("规划", "Plan"), "city", 2021, aim=Text("高地", "A centre"))
    >>> known = Dataset("b", Text(), "1", "", {}, {}, pd.DataFrame(), {}, policies={"p": plan})
    >>> [(one.kind, one.text.en) for one in entries(known)]
    [('policy', '2021; A centre')]
    """
    rules = {one.id: one for one in (*dataset.rules.values(), *more)}
    return (
        *(one for known in rules.values() for one in _shortcomings(known)),
        *(
            Entry(MEASURE, one.id, one.name, cite=one.cite, within=one.set)
            for one in dataset.countermeasures.values()
        ),
        *_cases(dataset),
        *(
            Entry(
                POLICY,
                one.id,
                one.name,
                _joined(_year(one.year), one.aim, one.tasks, one.instruments),
                one.cite,
                one.level,
            )
            for one in dataset.policies.values()
        ),
        *(
            Entry(INDICATOR, one.id, one.name, _joined(one.description, one.typical_source))
            for one in dataset.indicators.values()
        ),
        *_chokepoints(dataset),
        *(
            Entry(STRENGTH, one.id, one.name, one.evidence, cited(one.source, one.cite), one.set)
            for one in dataset.advantages.values()
        ),
        *(
            Entry(
                NODE, node.id, node.name, node.description, cited(framework.source, node.cite), framework.id
            )
            for framework in dataset.frameworks.values()
            for node in framework.nodes
        ),
        *(_unit(dataset, CLUSTER, one) for one in dataset.clusters.values()),
        *_national(dataset.nation),
        *_plans(dataset.nation),
        *(
            Entry(CONTEST, one.id, one.name, Text(one.date), one.cite, one.scope)
            for one in dataset.nation.contest.values()
        ),
        *(_unit(dataset, REGION, one) for one in dataset.regions.values()),
        *(Entry(FOOTNOTE, one.id, one.text, cite=one.cite) for one in dataset.nation.footnotes.values()),
        *(
            Entry(SOURCE, one.id, one.title, _joined(one.issuer, Text(one.year)))
            for one in dataset.sources.values()
        ),
    )


def cited(source: str, section: str) -> str:
    """Return document and section as measures and cases cite them; the section alone where the document has no number.

    >>> cited("000_70aaf8506b2ea9c6.txt", "三(二)其次"), cited("", "二")
    ('000 三(二)其次', '二')
    """
    document = source.partition("_")[0]
    return f"{document} {section}" if document.isdigit() and section else section


def _shortcomings(rules: RuleSet) -> Iterator[Entry]:
    families = {one.id: one.name for one in rules.families}
    for item in rules.items:
        told = _joined(item.evidence, families.get(item.family, Text()))
        yield Entry(SHORTCOMING, item.id, item.name, told, cited(rules.source, item.cite), rules.id)


def _cases(dataset: Dataset) -> Iterator[Entry]:
    for one in dataset.cases.values():
        told = _joined(one.measures, one.facts, one.province, one.industry)
        yield Entry(CASE, one.id, one.name, told, one.cite, one.dimension)


def _chokepoints(dataset: Dataset) -> Iterator[Entry]:
    register = dataset.chokepoints
    for one in register.entries if register else ():
        yield Entry(CHOKEPOINT, one.id, one.name, _joined(one.evidence, one.cluster), one.cite)


def _unit(dataset: Dataset, kind: str, unit: Unit) -> Entry:
    members = [dataset.regions[one].name for one, _ in unit.members if one in dataset.regions]
    group = dataset.groups.get(unit.group, Text())
    return Entry(kind, unit.id, unit.name, _joined(group, Text(unit.industry), Text(unit.tier), *members))


def _national(nation: Nation) -> Iterator[Entry]:
    industries = {one.id: one.name for one in nation.of_scope("industry")}
    for one in nation.clusters.values():
        industry = industries.get(one.industry, Text())
        told = _joined(*one.places, industry, Text(one.date), one.note)
        yield Entry(NATIONAL, one.id, _called(one), told)


def _called(cluster: NationalCluster) -> Text:
    """Return the name of a national cluster; its cities where nobody tells it."""
    return cluster.name or _joined(*cluster.places)


def _plans(nation: Nation) -> Iterator[Entry]:
    for one in nation.plans.values():
        title = Text(
            f"{one.name.get('zh')}：{one.tier.get('zh')}", f"{one.name.get('en')}: {one.tier.get('en')}"
        )
        told = _joined(*one.clusters, one.document, Text(one.number), Text(one.year))
        yield Entry(PLAN, one.id, title, told, one.cite)


def _year(year: int | None) -> Text:
    return Text(str(year)) if year else Text()


def _joined(*texts: Text) -> Text:
    """Return texts one after another, in each language what is said in it."""
    told = [one for one in texts if one]
    return Text("；".join(one.get("zh") for one in told), "; ".join(one.get("en") for one in told))
