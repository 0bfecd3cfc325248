"""The server is safe as shipped: what the file says, and what Streamlit makes of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

SAFE = {
    "server.headless": True,
    "server.address": "127.0.0.1",
    "server.allowedHosts": ["127.0.0.1", "localhost"],
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.maxUploadSize": 20,
    "server.maxMessageSize": 32,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "server.allowRunOnSave": False,
    "runner.postScriptGC": False,
    "runner.magicEnabled": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "client.showSidebarNavigation": False,
    "client.allowedOrigins": [],
    "browser.gatherUsageStats": False,
}
# Not in the file, because Streamlit's own default is the safe one; the effective value is checked all the same.
SAFE_BY_DEFAULT = {
    "server.trustedUserHeaders": {},
    "server.corsAllowedOrigins": [],
    "global.developmentMode": False,
}
REPORT = """
import json, sys
from streamlit import config
known = config.get_config_options(force_reparse=True)
print(json.dumps({key: known[key].value if key in known else "no such option" for key in json.loads(sys.argv[1])}))
"""


def effective(keys: list[str], home: Path) -> dict[str, object]:
    """Return the options of a server started in this folder by somebody with no settings of their own."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    done = subprocess.run(
        [sys.executable, "-c", REPORT, json.dumps(keys)],
        cwd=ROOT,
        env={**env, "HOME": str(home), "USERPROFILE": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("key", SAFE)
def test_file_says_so(key: str) -> None:
    section, name = key.split(".")
    assert CONFIG[section].get(name, "missing") == SAFE[key]


def test_file_holds_nothing_unchecked() -> None:
    found = {f"{section}.{name}" for section in CONFIG if section != "theme" for name in CONFIG[section]}
    assert found == set(SAFE), "a server option without a check, or a check without an option"


def test_streamlit_takes_it_so(tmp_path: Path) -> None:
    expected = SAFE | SAFE_BY_DEFAULT
    assert effective(list(expected), tmp_path) == expected


def test_hosts_allowed_and_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from streamlit import config
    from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

    answers = {"server.allowedHosts": SAFE["server.allowedHosts"]}
    monkeypatch.setattr(config, "get_option", answers.__getitem__)
    assert is_host_allowed("127.0.0.1:8501")
    assert is_host_allowed("localhost:8501")
    assert not is_host_allowed("evil.invalid:8501")
    assert not is_host_allowed("localhost.evil.invalid")
    assert not is_host_allowed(None)


def test_theme_options_exist(tmp_path: Path) -> None:
    """An option that Streamlit does not know is dropped without a word."""
    keys: dict[str, object] = {}
    for name, value in CONFIG["theme"].items():
        if name in {"light", "dark"}:
            keys |= {f"theme.{name}.{key}": one for key, one in value.items() if key != "sidebar"}
            keys |= {f"theme.{name}.sidebar.{key}": one for key, one in value.get("sidebar", {}).items()}
        else:
            keys[f"theme.{name}"] = value
    assert effective(list(keys), tmp_path) == keys


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours.

    >>> round(contrast("#000000", "#FFFFFF"))
    21
    """

    def luminance(colour: str) -> float:
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "text", ["textColor", "primaryColor", "linkColor", "grayTextColor", "dataframeHeaderTextColor"]
)
def test_text_is_readable(scheme: str, text: str) -> None:
    theme = CONFIG["theme"][scheme]
    papers = [
        theme["backgroundColor"],
        theme["secondaryBackgroundColor"],
        theme["sidebar"]["backgroundColor"],
    ]
    assert min(contrast(theme[text], paper) for paper in papers) >= 4.5


def test_no_font_or_picture_from_elsewhere() -> None:
    assert "http" not in (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
