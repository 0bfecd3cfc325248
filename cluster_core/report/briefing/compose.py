"""From an assessment to a briefing: all sentences, rows and pictures in one language."""

from __future__ import annotations

from collections.abc import Sequence

from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from cluster_core.report.briefing.content import Briefing, Headline
from cluster_core.report.briefing.forces import profile, strong_and_weak
from cluster_core.report.briefing.map_picture import map_of
from cluster_core.report.briefing.origins import origins
from cluster_core.report.briefing.remedies import Put, remedies
from cluster_core.report.briefing.shortfalls import Numbered, found, gravest, shortfalls
from cluster_core.report.briefing.standing import Told, certain, ranking, standing, told
from cluster_core.report.briefing.what_if import by_values, by_weights, what_if
from cluster_core.report.briefing.words import Words
from cluster_core.report.table import Provenance

LABELS = (
    *("headlines", "ranking", "profile", "map", "shortfalls", "remedies", "what_if", "method", "sources"),
    *("rank", "region", "score", "span", "dimension", "gap", "place", "shortfall", "level", "evidence"),
    *(
        "measures",
        "cases",
        "page",
        "of",
        "code",
        "version",
        "notes",
        "nothing",
        "answers",
        "done",
        "cited",
        "source_values",
    ),
)


def compose(assessment: Assessment, language: Language, basket: Sequence[Put] = ()) -> Briefing:
    """Say what a briefing says about the region in focus.

    Parameters
    ----------
    assessment
        Its scenario's focus is the region told about; without one the leader, else the first of the file.
    language : "zh" or "en"
    basket
        What was put aside for this data set and region (`put_aside`); measures, policies and cases of it are shown.

    Returns
    -------
    Briefing
        The same for the same input. Missing values say so, ranks withheld stay withheld, and no number is made here
        that another page does not show.

    Examples
    --------
    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> dataset = load_dataset("data/practice")
    >>> made = compose(assess(dataset, default_scenario(dataset)), "en")
    >>> made.title, made.warning[:13]
    ('Paperkite: advanced manufacturing clusters', 'Practice data')
    """
    words = Words(language)
    one, numbered = told(assessment, words), Numbered()
    dataset, scenario = assessment.dataset, assessment.scenario
    forces, short = profile(one), shortfalls(one, numbered)
    return Briefing(
        language,
        words.t("title", place=one.place),
        words.t(
            "subtitle",
            index=words.text(assessment.framework.name, 40),
            bundle=words.text(dataset.name, 40),
            year=scenario.year,
        ),
        _answer(one),
        _headlines(one, strong_and_weak(one, forces.forces)),
        ranking(one),
        forces,
        map_of(one),
        short,
        remedies(one, basket),
        what_if(one),
        origins(one, numbered),
        {label: words.t(f"label.{label}") for label in LABELS},
        words.t("warning") if dataset.synthetic else "",
        Provenance(
            scenario.encode(), dataset.id, dataset.name, dataset.version, scenario.year, dataset.synthetic
        ),
    )


def _answer(one: Told) -> str:
    words, judged = one.words, found(one)
    if not one.rank:
        return standing(one)
    if not judged:
        return words.t("answer.rank", standing=standing(one))
    return words.t("answer.both", standing=standing(one), item=words.text(judged[0].item.name, 72))


def _headlines(one: Told, forces: str) -> tuple[Headline, ...]:
    words = one.words
    first = _sentences(one, words.t("answer.rank", standing=standing(one)), certain(one))
    change = _sentences(one, by_values(one), by_weights(one))
    told_of = {
        "rank": first,
        "forces": forces,
        "shortfalls": gravest(one)
        or words.t("shortfalls.title_none" if _judged(one) else "shortfalls.title_unknown", place=one.place),
        "change": change,
    }
    return tuple(Headline(words.t(f"headline.{key}"), text) for key, text in told_of.items() if text)


def _sentences(one: Told, *parts: str) -> str:
    return ("" if one.words.language == "zh" else " ").join(part for part in parts if part)


def _judged(one: Told) -> bool:
    rows = one.assessment.shortcomings
    return bool(rows[rows["region"] == one.unit]["severity"].notna().any())
