"""How long a briefing takes and how large it is: composed, then written as Word, PowerPoint and PDF, in both languages.

There is no peer that writes one; beside each time stands what the two libraries take to save an empty file.
"""

from __future__ import annotations

import io
from functools import partial

import docx
import pptx

from benchmarks._figures import milliseconds, tell
from cluster_core import assess, default_scenario, load_dataset
from cluster_core.report.briefing.compose import compose
from cluster_core.report.briefing.files import render
from cluster_core.report.briefing.pdf_file import office

MOST_MB = 5


def main() -> None:
    """Measure and print; stop where a file is larger than it may be."""
    for bundle in ("jiangsu", "practice"):
        dataset = load_dataset(f"data/{bundle}")
        result = assess(dataset, default_scenario(dataset))
        for language in ("zh", "en"):
            told = compose(result, language)
            tell(f"{bundle}, {language}: composed", milliseconds(partial(compose, result, language), 3))
            for suffix in (".docx", ".pptx"):
                size = len(render(told, suffix)) / 1e6
                tell(f"{suffix}, {size:.2f} MB", milliseconds(partial(render, told, suffix), 3), "10 s")
                if size > MOST_MB:
                    raise SystemExit(f"{suffix}: {size:.1f} MB, at most {MOST_MB} are allowed")
    if office():
        tell(".pdf", milliseconds(partial(render, told, ".pdf"), 2), "10 s")
    tell("peer: an empty document saved", milliseconds(lambda: docx.Document().save(io.BytesIO()), 3))
    tell("peer: an empty deck saved", milliseconds(lambda: pptx.Presentation().save(io.BytesIO()), 3))


if __name__ == "__main__":
    main()
