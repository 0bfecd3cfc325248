"""The sentences about technologies: claims stay claims, and what is lacking is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.errors import BundleError, MethodError
from cluster_core.model.assessment import Assessment
from cluster_core.model.chokepoints import Rated
from cluster_core.model.text import Language
from cluster_core.store.ratings_file import LARGEST, read_ratings
from ui import chokepoint_words as words
from ui import chokepoints


@pytest.fixture(autouse=True)
def kept(judgements):
    return judgements


def entries(assessment: Assessment) -> dict[str, Rated]:
    return {one.entry.id: one for lane in chokepoints.lanes(assessment) for one in lane.entries}


def test_without_ratings_there_is_no_priority(english: None, assessment: Assessment) -> None:
    register = assessment.dataset.chokepoints
    assert register is not None
    found = entries(assessment)
    assert "none of the 12 technologies" in words.takeaway(list(found.values()), register)
    assert {words.priority(one) for one in found.values()} == {"criticality not rated"}


def test_the_first_is_named_with_its_product(english: None, assessment: Assessment) -> None:
    register = assessment.dataset.chokepoints
    assert register is not None
    for one in ("cp_wind_core", "cp_engines", "cp_operating_system"):
        chokepoints.rate(assessment, {(one, "criticality"): 100})
    found = entries(assessment)
    # 90 % imported, criticality 100, whether in time not known: 0.9 x 100 x 0.75.
    assert words.priority(found["cp_wind_core"]) == "priority 68"
    assert words.parts(found["cp_wind_core"]) == ("lack 90% × criticality 100% × feasibility 75% (assumed)")
    assert words.priority(found["cp_operating_system"]).startswith("lack not known")
    said = words.takeaway(list(found.values()), register)
    assert "Core technology of wind turbines first (priority 68; 2 of 12 entries rated)" in said


@pytest.mark.parametrize(("end", "told"), [(2030, "in time"), (2027, "too late")])
def test_a_window_decides_on_feasibility(english: None, assessment: Assessment, end: int, told: str) -> None:
    chokepoints.rate(assessment, {("cp_engines", "window_end"): end, ("cp_engines", "expected_years"): 5})
    found = entries(assessment)["cp_engines"]
    assert words.feasibility(found, 2023).endswith(told)
    assert found.feasible == (1.0 if told == "in time" else 0.5)
    assert "assumed" not in words.parts(found)


def test_a_claim_is_shown_as_a_claim(english: None, assessment: Assessment) -> None:
    wind = entries(assessment)["cp_wind_core"].entry
    assert words.claim(wind) == "claimed: 90% imported, without year or source"
    assert words.claim(replace(wind, dependence_year=2021)) == "claimed: 90% imported (2021)"
    assert words.claim(entries(assessment)["cp_engines"].entry) == "no figure is claimed"
    assert "document 000" in words.cited(wind)
    assert words.cited(replace(wind, cite="")) == "no document stated"


def test_how_far_in_words(english: None) -> None:
    assert [words.moved(steps) for steps in (1, 3, -2)] == ["up 1 place", "up 3 places", "down 2 places"]


def test_the_measures_that_answer(assessment: Assessment) -> None:
    found = {one.id for one in words.measures(assessment)}
    assert {"cm_js20_2_chokepoint", "cm_js25_consortia"} <= found


HEADER = b"technology,criticality,category,domestic_level,gap_years,window_start,window_end\n"
FAULTY = {
    "rubric": (HEADER + b"cp_engines,60,,,,,\n", {"en": "row 2: Criticality is", "zh": "第 2 行：关键度为"}),
    "lane": (HEADER + b"cp_engines,,gone,,,,\n", {"en": "cp_gap (", "zh": "unclassified（"}),
    "level": (HEADER + b"cp_engines,,,some,,,\n", {"en": "lab (laboratory)", "zh": "lab（实验室）"}),
    "years": (HEADER + b"cp_engines,,,,51,,\n", {"en": "from 0 to 50", "zh": "0 到 50 的整数"}),
    "year": (HEADER + b"cp_engines,,,,,,20300\n", {"en": "from 1990 to 2100", "zh": "1990 到 2100 的整数"}),
    "window": (HEADER + b"cp_engines,,,,,2030,2025\n", {"en": "no year before", "zh": "不早于窗口起始年"}),
    "unknown": (HEADER + b"cp_gone,,,,,,\n", {"en": "does not have", "zh": "清单里没有技术"}),
    "unnamed": (HEADER + b",75,,,,,\n", {"en": "technology is –", "zh": "清单里没有技术 –"}),
    "twice": (HEADER + 2 * b"cp_engines,,,,,,\n", {"en": "row 3: ", "zh": "重复，每项技术只占一行"}),
    "no column": (b"name\nx\n", {"en": "called technology", "zh": "其中一列名为 technology"}),
    "two columns": (b"technology,criticality,criticality\n", {"en": "each column once", "zh": "各列不重复"}),
    "short row": (HEADER + b"cp_engines,60\n", {"en": "no sound row", "zh": "这一行读不了"}),
    "encoding": ("technology\n盐城".encode("gb18030"), {"en": "not UTF-8", "zh": "不是 UTF-8"}),
    "size": (b"x" * (LARGEST + 1), {"en": "larger than 100 kB", "zh": "文件超过 100 kB"}),
}


@pytest.mark.parametrize(("content", "said"), FAULTY.values(), ids=FAULTY)
def test_a_fault_of_a_file_is_told_in_the_readers_language(
    language: Language, assessment: Assessment, content: bytes, said: dict[Language, str]
) -> None:
    register = assessment.dataset.chokepoints
    assert register is not None
    with pytest.raises(BundleError) as wrong:
        read_ratings(content, "r.csv", register)
    told = words.fault(register, wrong.value.faults[0])
    assert said[language] in told
    assert language == "en" or not {"found", "allowed", "row", "duplicate"} & set(told.split())


def test_a_refusal_of_no_known_kind_keeps_its_words(english: None, assessment: Assessment) -> None:
    register = assessment.dataset.chokepoints
    assert register is not None
    assert "technology: found 'z'" in words.refused(register, MethodError("technology: found 'z'"))
