import docx
from docx.shared import Cm

from cluster_core.report.briefing import look
from cluster_core.report.briefing.word_parts import faces, row, table, write, xml


def test_a_row_of_numbers_is_set_right_and_not_broken() -> None:
    document = docx.Document()
    made = table(document, [Cm(3), Cm(2)], ["name", "number"], "title", right=(1,))
    row(made, [["a"], ["1.0"]], right=(1,))
    assert [cell.text for cell in made.rows[1].cells] == ["a", "1.0"]
    assert "w:cantSplit" in xml(made.rows[1]).xml
    assert (
        'w:val="right"' in xml(made.rows[1].cells[1]).xml
        or 'w:jc w:val="end"' in xml(made.rows[1].cells[1]).xml
    )


def test_a_run_has_both_fonts() -> None:
    run = write(docx.Document().add_paragraph(), "盐城 Yancheng")
    faces(xml(run).get_or_add_rPr())
    assert look.EAST_ASIAN in xml(run).xml
    assert look.LATIN in xml(run).xml
