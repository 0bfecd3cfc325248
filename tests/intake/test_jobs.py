"""Look and prepare, as the child does them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.errors import IntakeError
from cluster_core.intake.additions import NewIndicator, NewSource
from cluster_core.intake.mapping import Columns, Plan
from cluster_core.store.check import check_path
from tests.intake.books import empty, saved, yearbook
from tests.intake.samples import looked, prepared, told

TEXT = "地区,GDP（亿元）,常住人口\n南京,100,1\n苏州,250,2\n"
PLAN = Plan(year=2022)


def test_a_look_at_a_text(tmp_path: Path) -> None:
    found = looked(tmp_path, TEXT.replace("南京", "南京市").encode("gbk"))
    assert (found.encoding, found.sure, found.separator) == ("gb18030", "likely", ",")
    assert found.candidates[0].preview.startswith("地区,GDP")
    assert found.rows[1] == ("南京市", "100", "1")
    assert (found.height, found.width) == (3, 3)
    assert found.proposal is not None
    assert found.proposal.open == 0


def test_a_look_at_a_workbook(tmp_path: Path) -> None:
    found = looked(tmp_path, yearbook(), "y.xlsx")
    assert (found.sheet, found.merged, found.encoding) == ("3-2", 4, "")
    assert found.layout is not None
    assert found.layout.shape == "wide"


def test_a_look_at_what_is_no_table_says_so(tmp_path: Path) -> None:
    found = looked(tmp_path, "just a line\n")
    assert found.layout is None
    assert "no column of numbers" in found.trouble


def test_an_import_is_prepared_beside_the_data(tmp_path: Path) -> None:
    found = prepared(tmp_path, TEXT, plan=PLAN)
    assert told(found) == []
    assert found.counts == {"new": 2, "changed": 1, "unchanged": 1, "lost": 0}
    assert [(one.cell, one.old, one.new, one.old_source) for one in found.changed] == [
        ("B3", 200.0, 250.0, "s1")
    ]
    assert found.parent == "base"
    assert check_path(Path(found.draft)) == []
    text = (Path(found.draft) / "observations.csv").read_text(encoding="utf-8")
    assert "320500,gdp,2022,250,s1,import: table.csv,observed," in text
    assert "250" not in (tmp_path / "demo" / "observations.csv").read_text(encoding="utf-8")


def test_with_a_fault_or_without_a_change_there_is_no_draft(tmp_path: Path) -> None:
    assert prepared(tmp_path, TEXT.replace("250", "x"), plan=PLAN).draft == ""
    assert prepared(tmp_path, "地区,GDP\n南京,100\n苏州,200\n", plan=PLAN).draft == ""
    assert prepared(tmp_path, TEXT, plan=PLAN, write=False).draft == ""
    assert not (tmp_path / "demo.imports").exists()


def test_new_indicators_and_a_new_source_come_along(tmp_path: Path) -> None:
    found = prepared(
        tmp_path,
        "地区,机器人数（百台）\n南京,5\n苏州,6\n",
        plan=PLAN,
        new_indicators=(NewIndicator("robots", "benefit", "台", name_zh="机器人数"),),
        new_source=NewSource("s2", title_zh="普查"),
        quality="A",
    )
    assert told(found) == []
    assert [one.new for one in found.new] == [500.0, 600.0]
    assert found.source == "s2"
    assert check_path(Path(found.draft)) == []


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        *(
            ({"source": "s9"}, "source"),
            ({"new_source": NewSource("s1", "x")}, "addition"),
            ({"status": "x"}, "addition"),
        ),
        *(
            ({"quality": "D"}, "addition"),
            ({"new_indicators": (NewIndicator("gdp", "benefit", "x", name_zh="y"),)}, "addition"),
        ),
        *(({"encoding": "big5"}, "encoding"), ({"digest": "0"}, "changed")),
    ],
)
def test_what_is_refused_as_a_whole(tmp_path: Path, given: dict[str, object], kind: str) -> None:
    with pytest.raises(IntakeError) as wrong:
        prepared(tmp_path, TEXT, plan=PLAN, **given)
    assert wrong.value.kind == kind


def test_an_encoding_that_is_not_sure_is_never_guessed(tmp_path: Path) -> None:
    short = "市,GDP\n320100,1\n320500,2\n".encode("gbk")
    assert looked(tmp_path, short).sure == "ask"
    with pytest.raises(IntakeError, match="Say which encoding it is"):
        prepared(tmp_path, short, plan=PLAN)
    assert told(prepared(tmp_path, short, plan=PLAN, encoding="gb18030")) == []


def test_a_layout_of_the_users_own(tmp_path: Path) -> None:
    columns = Columns(
        transposed=False, header=(0, 0), body=(1, 1), region=0, indicator=-1, year=-1, unit=-1, values=(1,)
    )
    found = prepared(tmp_path, TEXT, plan=Plan(year=2023, layout=columns))
    assert [(one.region, one.indicator) for one in found.new] == [("320100", "gdp")]


def test_what_would_be_lost_is_listed(tmp_path: Path) -> None:
    found = prepared(tmp_path, "地区,GDP\n南京,101\n007,3\n", plan=PLAN, replace=True)
    assert [(one.region, one.old, one.new) for one in found.lost] == [("320500", 200.0, None)]


def test_things_in_a_workbook_that_are_not_read_are_told(tmp_path: Path) -> None:
    made, sheet = empty("one")
    for row in (["地区", "GDP"], ["南京", 1], ["苏州", "=1+1"], ["盐城", "#REF!"]):
        sheet.append(row)
    sheet["B4"].data_type = "e"
    sheet.row_dimensions[2].hidden = True
    made.create_sheet("two").sheet_state = "hidden"
    found = prepared(tmp_path, saved(made), "a.xlsx", plan=PLAN)
    kinds = {one.kind: one.cell for one in found.findings}
    assert {"hidden_sheets", "hidden_row", "uncached", "error"} <= set(kinds)
    assert (kinds["uncached"], kinds["error"]) == ("B3", "B4")


def test_an_import_without_a_source_is_warned_of(tmp_path: Path) -> None:
    assert "warning:no_source" in prepared(tmp_path, TEXT, plan=PLAN, source="").finding_counts
    assert "warning:no_source" not in prepared(tmp_path, TEXT, plan=PLAN).finding_counts


def test_a_table_of_totals_alone(tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as wrong:
        prepared(tmp_path, "地区,GDP\n合计,1\n全省,2\n", plan=PLAN)
    assert wrong.value.kind == "layout"


def test_a_table_all_of_which_is_left_out(tmp_path: Path) -> None:
    plan = Plan({"南京": "-", "苏州": "-"}, year=2022)
    assert told(prepared(tmp_path, TEXT, plan=plan)) == [("nothing", "")]


def test_the_note_names_the_file_in_one_visible_line(tmp_path: Path) -> None:
    found = prepared(tmp_path, TEXT, "a\n=b\u202e.csv", plan=PLAN)
    text = (Path(found.draft) / "observations.csv").read_text(encoding="utf-8")
    assert "import: a =b\N{REPLACEMENT CHARACTER}.csv" in text
