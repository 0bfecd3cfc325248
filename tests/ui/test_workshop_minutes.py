"""Minutes as files: opened with the libraries of offices, names in the place of ids, nobody named."""

from __future__ import annotations

from io import BytesIO

import docx
import openpyxl
import pytest

from cluster_core.model.ballot import Ballot
from cluster_core.userdata.connection import Store
from tests.ui.workshop_rooms import CAMPS, CLOSER, held
from ui import state, workshop_minutes, workshop_results
from ui.text import t

pytestmark = pytest.mark.usefixtures("session")


def words_of(document: docx.document.Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_both_files_hold_what_was_decided(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    room, session = held(desk, CAMPS, CLOSER[:5])
    found = workshop_results.of(session)
    for language, place in (("zh", "盐城"), ("en", "Yancheng")):
        monkeypatch.setattr(state, "language", lambda language=language: language)
        book = openpyxl.load_workbook(BytesIO(workshop_minutes.as_xlsx(found)()))
        named = ("session", "rounds", "weights", "consensus", "opinion_groups")
        assert book.sheetnames[:5] == [t(f"minutes.{one}") for one in named]
        assert t("minutes.ratings") not in book.sheetnames
        weights = list(book[t("minutes.weights")].values)
        assert len(weights) == 1 + 2 * 4
        first = found.rounds[0].outcome
        assert first is not None
        assert first.weights is not None
        assert weights[1][2] == pytest.approx(100 * first.weights[0])
        told = "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row)
        said = words_of(docx.Document(BytesIO(workshop_minutes.as_docx(found)())))
        for text in (told, said):
            assert session.title in text
            assert session.code in text
            assert place in text
            for secret in (room.key, session.join_code, "form-1-0"):
                assert secret not in text
        assert "虚构" not in said


def test_practice_data_are_called_fictional(chinese: None, desk: Store) -> None:
    found = workshop_results.of(held(desk, CAMPS[:5], bundle="practice")[1])
    assert "虚构" in words_of(docx.Document(BytesIO(workshop_minutes.as_docx(found)())))


def test_a_small_room_leaves_counts_only(english: None, desk: Store) -> None:
    found = workshop_results.of(held(desk, CAMPS[:4])[1])
    titles = [one.title for one in workshop_minutes.sections(found)]
    assert titles == [t("minutes.session"), t("minutes.rounds")]


def test_ratings_are_told_by_group(english: None, desk: Store) -> None:
    groups = ["enterprise"] * 3 + ["public"] * 3 + ["third_party"] * 3
    ballots = [Ballot((75.0, 50.0, 0.0, 25.0), group) for group in groups]
    found = workshop_results.of(held(desk, ballots, method="ratings", regions=["320900"])[1])
    rated = workshop_minutes.sections(found)[-1]
    assert rated.title == t("minutes.ratings")
    assert set(rated.rows.iloc[:, 4]) == {
        t(f"workshop.rater_{one}") for one in ("enterprise", "public", "third_party")
    }
