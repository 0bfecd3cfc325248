"""pymcdm comes late and silently, and so does what else is slow to load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from cluster_core.index.ranking.loading import pymcdm

ROOT = Path(__file__).resolve().parents[3]


def run(code: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )


def test_the_parts_that_are_used_are_there() -> None:
    assert {"TOPSIS", "VIKOR", "PROMETHEE_II"} <= set(dir(pymcdm("methods")))
    assert hasattr(pymcdm("normalizations"), "vector_normalization")
    assert hasattr(pymcdm("correlations"), "ws")


def test_importing_the_core_does_not_load_it() -> None:
    heavy = "{'pymcdm', 'matplotlib', 'scipy.optimize', 'scipy.stats', 'sqlalchemy'} & set(sys.modules)"
    done = run(
        f"import sys, cluster_core, cluster_core.__main__, cluster_core.assess.rankings; print({heavy})"
    )
    assert done.stdout.strip() == "set()"


def test_loading_it_says_nothing_even_without_a_home(tmp_path: Path) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_text("not a folder", encoding="utf-8")
    places = {"HOME": str(nowhere), "MPLCONFIGDIR": str(nowhere / "cache"), "TMPDIR": str(tmp_path)}
    done = run(
        "from cluster_core.index.ranking.loading import pymcdm; print(pymcdm('methods').__name__)", **places
    )
    assert (done.stdout.strip(), done.stderr) == ("pymcdm.methods", "")
