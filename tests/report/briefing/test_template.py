"""A house's template is looked at before it is opened: each thing that is wrong with it has its name."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from cluster_core.errors import TemplateError
from cluster_core.report.briefing.template import SIZE, SLIDES, WORD, check, opened, read_template


def template() -> bytes:
    made = io.BytesIO()
    docx.Document().save(made)
    return made.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    made = io.BytesIO(template())
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as container:
        container.writestr(name, content)
    return made.getvalue()


EXTERNAL = (
    b'<Relationships><Relationship Id="x" Type="http'
    + b'://a/attachedTemplate" Target="http'
    + b'://a/x.dotm" TargetMode="External"/></Relationships>'
)
LINK = EXTERNAL.replace(b"attachedTemplate", b"hyperlink")
BAD = {
    "package": b"no zip at all",
    "macros": with_part("word/vbaProject.bin", b"x"),
    "external": with_part("word/_rels/settings.xml.rels", EXTERNAL),
    "entities": with_part("word/more.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    "members": with_part("../outside.xml", b"<a/>"),
    "bomb": with_part("word/media/zeros.bin", b"\0" * 20_000_000),
    "size": b"x" * (SIZE + 1),
}


@pytest.mark.parametrize("kind", BAD)
def test_each_fault_has_its_name(kind: str) -> None:
    with pytest.raises(TemplateError) as refused:
        check(BAD[kind], WORD)
    assert refused.value.kind == kind
    assert "allowed" in str(refused.value)


def test_a_sound_one_opens_and_another_kind_does_not() -> None:
    assert opened(template(), WORD, docx.Document).styles
    with pytest.raises(TemplateError) as refused:
        check(template(), SLIDES)
    assert refused.value.kind == "package"


def test_a_hyperlink_is_no_danger() -> None:
    check(with_part("word/_rels/footer9.xml.rels", LINK), WORD)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="cannot be read"):
        read_template(tmp_path / "none.docx")
