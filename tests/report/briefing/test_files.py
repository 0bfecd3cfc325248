"""One way to every kind of file."""

from __future__ import annotations

import io
import zipfile

import pytest

from cluster_core.report.briefing.files import TEMPLATES, render
from tests.report.briefing.briefed import briefed

MAIN = {".docx": "word/document.xml", ".pptx": "ppt/presentation.xml"}


@pytest.mark.parametrize("suffix", MAIN)
def test_an_ending_chooses_the_kind(suffix: str) -> None:
    assert suffix in TEMPLATES
    assert MAIN[suffix] in zipfile.ZipFile(io.BytesIO(render(briefed("practice"), suffix))).namelist()
