"""Notices in words: one sentence a kind, few names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Notice
from cluster_core.model.text import Language
from ui import notice_words


def with_notices(assessment: Assessment, *notices: Notice) -> Assessment:
    return replace(assessment, notices=notices)


@pytest.mark.parametrize("code", notice_words.CODES)
def test_every_code_has_words(language: Language, assessment: Assessment, code: str) -> None:
    lines = notice_words.lines(with_notices(assessment, Notice(code, ("rd_intensity",), "")))
    assert len(lines) == 1
    assert lines[0]


def test_what_happens_to_many_is_one_sentence(english: None, assessment: Assessment) -> None:
    many = [Notice("imputed", (one,), "") for one in assessment.framework.indicators[:5]]
    (line,) = notice_words.lines(with_notices(assessment, *many, many[0]))
    assert line.startswith("R&D intensity, ")
    assert "and 2 others: some missing values are estimates." in line


def test_sets_of_weights_are_called_by_their_names(english: None, assessment: Assessment) -> None:
    (line,) = notice_words.lines(with_notices(assessment, Notice("negative_alpha", ("entropy",), "")))
    assert "the part of Entropy came out negative" in line


def test_all_negative_loadings_are_named(english: None, assessment: Assessment) -> None:
    loaded = Notice("negative_loadings", ("rd_intensity", "loans_gdp"), "")
    (line,) = notice_words.lines(with_notices(assessment, loaded), notice_words.OF_WEIGHTS)
    assert " and " in line.split(":", maxsplit=1)[0]


def test_other_codes_have_their_own_places(assessment: Assessment) -> None:
    others = with_notices(assessment, Notice("not_ranked", ("320900",), ""), Notice("invented", ("x",), ""))
    assert notice_words.lines(others) == []
    treated = with_notices(assessment, Notice("winsorised", ("rd_intensity",), ""))
    assert notice_words.lines(treated, notice_words.OF_WEIGHTS) == []
