"""The empty table to fill in: it is read back, and holds nothing invented."""

from __future__ import annotations

from pathlib import Path

from cluster_core.model.assessment import Assessment
from cluster_core.store.faults import Faults
from cluster_core.store.industries_file import read_bundle_industries
from ui.agglomeration_controls import METHOD, template
from ui.text import t


def test_the_template_has_every_region_and_no_value(assessment: Assessment, tmp_path: Path) -> None:
    content = template(assessment).decode("utf-8-sig")
    assert content.count("\r\n") == 1 + len(assessment.dataset.regions)
    filled = content.replace("320900,,", "320900,风电,")
    path = tmp_path / "industries.csv"
    path.write_text(
        "\n".join(line for line in filled.splitlines() if "风电" in line or "region" in line), "utf-8"
    )
    faults = Faults()
    assert read_bundle_industries(path, assessment.dataset.regions, None, faults) == ()
    assert faults.every == []


def test_every_method_is_told(language: str) -> None:
    assert all(t(f"agglomeration.method_{one}", small="1%") for one in METHOD)
