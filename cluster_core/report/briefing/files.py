"""A briefing as a file, its kind by the ending of its name: one way for pages and the command line."""

from __future__ import annotations

from collections.abc import Mapping

from cluster_core.report.briefing.content import Briefing
from cluster_core.report.briefing.template import SLIDES, WORD

# What kind of template each kind of file takes.
TEMPLATES: Mapping[str, str] = {".docx": WORD, ".pptx": SLIDES, ".pdf": WORD}


def render(briefing: Briefing, suffix: str, template: bytes | None = None) -> bytes:
    """Return a briefing as the bytes of a file.

    Parameters
    ----------
    briefing
    suffix : one of `TEMPLATES`
    template
        The bytes of a house's own file of the kind that `TEMPLATES` names; None for a look of our own.

    Raises
    ------
    TemplateError
        If the template cannot be used.
    OfficeError
        If a PDF is asked for and LibreOffice is not there, takes too long or fails.
    """
    # Late: who takes no briefing away need not wait for the libraries that write one.
    if suffix == ".docx":
        from cluster_core.report.briefing.word_file import render_docx

        return render_docx(briefing, template)
    if suffix == ".pptx":
        from cluster_core.report.briefing.slides_file import render_pptx

        return render_pptx(briefing, template)
    from cluster_core.report.briefing.pdf_file import render_pdf

    return render_pdf(briefing, template)
