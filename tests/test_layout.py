"""The rules of the house, as far as a machine can see them.

Every rule is a function from sources to a list of faults, so that it can be shown a fault as well as the repository.
A room that does not exist yet breaks no rule.
"""

from __future__ import annotations

import ast
import re
import string
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("zh_CN", "en")
LINES = {"app.py": 60, "pages": 120, "ui": 400, "cluster_core": 400}
SCREEN = {"streamlit", "altair", "pydeck"}
DRAWING = re.compile(r"ui/(charts|maps)(_\w+|/\w+)?\.py")
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
UNSAFE_MODULES = {"pickle", "cPickle", "dill", "joblib", "marshal", "shelve"}
SQL_CALLS = {"execute", "executemany", "sql", "query"}

Sources = Mapping[str, str]


def sources(*tops: str) -> dict[str, str]:
    """Return path -> text of the Python files at or below the named places of the repository."""
    found: list[Path] = []
    for top in tops:
        place = ROOT / top
        found += [place] if place.is_file() else sorted(place.rglob("*.py"))
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in found}


def app_sources() -> dict[str, str]:
    return sources("app.py", "pages", "ui", "cluster_core")


def nodes(text: str) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(text))


def imports(text: str) -> set[str]:
    """Return the full names of all modules, and of all names taken from modules, that a source imports."""
    names: set[str] = set()
    for node in nodes(text):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def packages(text: str) -> set[str]:
    return {name.split(".")[0] for name in imports(text)}


def called(node: ast.AST) -> str:
    """Return the dotted name of what a call calls, as far as it is written out: `st.iframe`, `execute`."""
    parts: list[str] = []
    target = node.func if isinstance(node, ast.Call) else node
    while isinstance(target, ast.Attribute):
        parts.append(target.attr)
        target = target.value
    if isinstance(target, ast.Name):
        parts.append(target.id)
    return ".".join(reversed(parts))


# --- the rules ---------------------------------------------------------------------------------------------------


def missing_tests(files: Iterable[str], tests: Iterable[str]) -> list[str]:
    """cluster_core/<room>/<file>.py has tests/<room>/test_<file>.py; ui/<file>.py has tests/ui/test_<file>.py."""
    have, faults = set(tests), []
    for file in files:
        path = PurePosixPath(file)
        if path.name == "__init__.py" or path.parts[0] not in {"cluster_core", "ui"}:
            continue
        folder = path.parent.relative_to("cluster_core") if path.parts[0] == "cluster_core" else path.parent
        stem = path.stem.strip("_")
        expected = (PurePosixPath("tests") / folder / f"test_{stem}.py").as_posix()
        if expected not in have:
            faults.append(f"{file} has no {expected}")
    return faults


def pages_without_test(pages: Iterable[str], page_tests: Sources) -> list[str]:
    """Every pages/<x>.py is named in the AppTest table below tests/pages/."""
    table = "\n".join(page_tests.values())
    return [
        f"{page} is not in the table of tests/pages/"
        for page in pages
        if not re.search(rf"""["'/]{re.escape(PurePosixPath(page).stem)}(\.py)?["']""", table)
    ]


def too_long(files: Sources) -> list[str]:
    faults = []
    for file, text in files.items():
        limit = LINES.get(file, LINES.get(file.split("/")[0], 400))
        length = len(text.splitlines())
        if length > limit:
            faults.append(f"{file} has {length} lines, at most {limit} are allowed: split it by subject")
    return faults


def vague_names(files: Iterable[str]) -> list[str]:
    return [f"{file}: name the concept" for file in files if PurePosixPath(file).stem in VAGUE_NAMES]


def wrong_imports(files: Sources) -> list[str]:
    """Who may import what; the import contracts see packages, this rule sees app.py and lone pages too."""
    faults = []
    for file, text in files.items():
        used, names = packages(text), imports(text)
        if "duckdb" in used and not file.startswith("cluster_core/store/"):
            faults.append(f"{file} imports duckdb: only cluster_core/store may")
        if "sqlalchemy" in used and not file.startswith("cluster_core/userdata/"):
            faults.append(f"{file} imports sqlalchemy: only cluster_core/userdata may")
        if file.startswith("cluster_core/") and (foreign := used & (SCREEN | {"ui", "pages", "app"})):
            faults.append(f"{file} imports {sorted(foreign)}: the core knows no screen")
        if DRAWING.fullmatch(file) and "streamlit" in used:
            faults.append(f"{file} imports streamlit: a chart or map is drawn from a frame alone")
        if "pages" in used and file != "ui/router.py":
            faults.append(f"{file} imports a page: only the router knows pages")
        if "app" in used or "ui.router" in names:
            faults.append(f"{file} imports app or ui.router: nobody may")
    return faults


def misplaced_state(files: Sources) -> list[str]:
    """Session keys are named in ui/*state.py, Streamlit's caches in ui/data.py, and nowhere else."""
    session, caches = (
        (
            *("ui/state.py", "ui/lab_state.py", "ui/view_state.py", "ui/tray_state.py"),
            *("ui/framework_state.py", "ui/presenting_state.py", "ui/importing_state.py"),
        ),
        ("ui/data.py",),
    )
    homes = {"session_state": session, "cache_data": caches, "cache_resource": caches}
    return [
        f"{file}:{node.lineno} uses st.{node.attr}: its home is {homes[node.attr]}"
        for file, text in files.items()
        for node in nodes(text)
        if isinstance(node, ast.Attribute) and node.attr in homes and file not in homes[node.attr]
    ]


def unsafe_code(files: Sources) -> list[str]:
    """HTML that runs script, code made from text, and loaders that run what they load."""
    faults = []
    for file, text in files.items():
        faults += [f"{file} imports {name}" for name in sorted(packages(text) & UNSAFE_MODULES)]
        for node in nodes(text):
            if isinstance(node, ast.Call) and (what := _unsafe_call(node)):
                faults.append(f"{file}:{node.lineno} uses {what}")
    return faults


def _unsafe_call(node: ast.Call) -> str:
    name, keywords = called(node), {keyword.arg: keyword.value for keyword in node.keywords}
    if "unsafe_allow_html" in keywords or "unsafe_allow_javascript" in keywords:
        return "unsafe_allow_html or unsafe_allow_javascript"
    if name in {"eval", "exec"} or name.endswith(
        (".eval", "os.system", "yaml.unsafe_load", "yaml.full_load")
    ):
        return name
    if name.endswith(("st.iframe", "components.iframe", "v1.iframe", "components.html", "v1.html")):
        return name
    if name in {"yaml.load", "yaml.load_all"}:
        loader = keywords.get("Loader") or (node.args[1] if len(node.args) > 1 else None)
        return "" if loader is not None and "Safe" in ast.unparse(loader) else f"{name} without a safe loader"
    return ""


def formatted_sql(files: Sources) -> list[str]:
    """No text is put together into a statement: values are parameters, names come from constants."""
    faults = []
    for file, text in files.items():
        for scope in nodes(text):
            if not isinstance(scope, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            made = {
                target.id
                for node in ast.walk(scope)
                if isinstance(node, ast.Assign) and _is_formatted(node.value)
                for target in node.targets
                if isinstance(target, ast.Name)
            }
            for node in ast.walk(scope):
                if isinstance(node, ast.Call) and called(node).split(".")[-1] in SQL_CALLS and node.args:
                    statement = node.args[0]
                    if _is_formatted(statement) or (isinstance(statement, ast.Name) and statement.id in made):
                        faults.append(f"{file}:{node.lineno} formats a statement: use parameters")
    return sorted(set(faults))


def _is_formatted(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp):
        if isinstance(node.op, ast.Mod):
            return True
        both = (node.left, node.right)
        return isinstance(node.op, ast.Add) and not all(isinstance(side, ast.Constant) for side in both)
    return isinstance(node, ast.Call) and called(node).endswith("format")


def addresses(files: Sources) -> list[str]:
    """What the browser gets names no other host."""
    return [
        f"{file}:{number} names {found[0]}: the browser may ask no other host"
        for file, text in files.items()
        for number, line in enumerate(text.splitlines(), 1)
        if (found := re.search(r"\b(https?|wss?)://\S*", line))
    ]


def workplace_names(files: Sources) -> list[str]:
    """No file tells where it was written or where packages were fetched from."""
    # Put together here, or this file would break its own rule.
    words = ["/work" + "/", "." + "library", "pypi" + ".org", "files.python" + "hosted.org", "npm" + "js"]
    words += ["deb." + "debian.org", "/home" + "/", "/ro" + "ot/"]
    return [f"{file} names {word}" for file, text in files.items() for word in words if word in text]


Catalogue = Mapping[str, tuple[str, ...]]


def catalogue_faults(catalogues: Mapping[str, Catalogue]) -> list[str]:
    """Every language has the same keys, no text is empty, and a text has the same {places} in each."""
    faults = []
    every = set().union(*catalogues.values())
    for language, texts in catalogues.items():
        faults += [f"{language}: {key} is missing" for key in sorted(every - set(texts))]
        faults += [f"{language}: {key} is empty" for key, forms in texts.items() if not all(forms)]
    for key in sorted(set.intersection(*(set(texts) for texts in catalogues.values()))):
        seen = {language: _places(texts[key]) for language, texts in catalogues.items()}
        if len({frozenset(names) for names in seen.values()}) > 1:
            faults.append(f"{key} has other places per language: {seen}")
    return faults


def _places(forms: Iterable[str]) -> set[str]:
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name is not None}


def key_faults(keys: set[str], files: Sources) -> list[str]:
    """Every key that is asked for exists, and every key that exists is asked for.

    Asked for are: the constant in `t("key")`; any constant that equals a key (a table of keys); and, with
    `t(f"grade.{name}")` or any f-string like it, every key that begins with the constant before the first brace. That
    constant ends with a dot or an underscore, and at least one key must begin with it.
    """
    faults, used = [], set[str]()
    for file, text in files.items():
        for node in nodes(text):
            if isinstance(node, ast.Constant) and node.value in keys:
                used.add(node.value)
            elif isinstance(node, ast.JoinedStr) and (prefix := _prefix(node)):
                used |= {key for key in keys if key.startswith(prefix)}
            if not (isinstance(node, ast.Call) and called(node) in {"t", "text.t"} and node.args):
                continue
            key = node.args[0]
            if isinstance(key, ast.Constant) and key.value not in keys:
                faults.append(f"{file}:{node.lineno} asks for {key.value!r}, which no catalogue has")
            if isinstance(key, ast.JoinedStr):
                prefix = _prefix(key)
                if not prefix or not any(known.startswith(prefix) for known in keys):
                    faults.append(
                        f"{file}:{node.lineno} asks for {ast.unparse(key)}, which begins like no key"
                    )
    return faults + [f"{key} is in the catalogues, but nobody asks for it" for key in sorted(keys - used)]


def _prefix(node: ast.JoinedStr) -> str:
    first = node.values[0] if node.values else None
    text = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
    return text if re.fullmatch(r"\w[\w.]*[._]", text) else ""


# --- the repository keeps them -----------------------------------------------------------------------------------


def texts_of_repository() -> dict[str, str]:
    """Return path -> text of every file git tracks or would track; without git, of every file outside .venv."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
        paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        skipped = {".venv", ".git", "__pycache__"}
        paths = [path for path in ROOT.rglob("*") if not skipped & set(path.relative_to(ROOT).parts)]
    texts: dict[str, str] = {}
    for path in paths:
        if path.is_file():
            data = path.read_bytes()
            if b"\0" not in data[:8192]:
                texts[path.relative_to(ROOT).as_posix()] = data.decode("utf-8", errors="replace")
    return texts


def catalogues() -> dict[str, Catalogue]:
    """Return language -> key -> its text, or its texts by plural form."""
    found: dict[str, Catalogue] = {}
    for language in LANGUAGES:
        for path in sorted((ROOT / "ui" / "locales" / language / "LC_MESSAGES").glob("*.po")):
            with path.open("rb") as file:
                entries = [message for message in read_po(file, locale=language) if message.id]
            texts = {
                message.id if isinstance(message.id, str) else message.id[0]: (message.string,)
                if isinstance(message.string, str)
                else tuple(message.string)
                for message in entries
            }
            twice = set(texts) & set(found.get(language, {}))
            assert not twice, f"{path.name}: these keys stand in another catalogue too: {sorted(twice)}"
            found.setdefault(language, {}).update(texts)
    return found


def keeps(faults: list[str]) -> None:
    """Fail with one fault a line."""
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def test_tests_mirror_the_sources() -> None:
    tests = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")]
    keeps(missing_tests(app_sources(), tests))


def test_every_page_is_in_the_table() -> None:
    keeps(pages_without_test(sources("pages"), sources("tests/pages")))


def test_no_file_is_too_long() -> None:
    keeps(too_long(app_sources()))


def test_no_file_has_a_vague_name() -> None:
    keeps(vague_names(app_sources() | sources("tests", "benchmarks")))


def test_imports_stay_in_their_rooms() -> None:
    keeps(wrong_imports(app_sources()))


def test_state_and_caches_have_one_home() -> None:
    keeps(misplaced_state(app_sources()))


def test_no_unsafe_code() -> None:
    keeps(unsafe_code(app_sources()))


def test_no_statement_is_formatted() -> None:
    keeps(formatted_sql(app_sources()))


def test_the_browser_is_sent_nowhere() -> None:
    keeps(addresses(sources("app.py", "pages", "ui")))


def test_no_file_names_a_workplace() -> None:
    keeps(workplace_names(texts_of_repository()))


def test_catalogues_agree() -> None:
    found = catalogues()
    assert set(found) in (set(), set(LANGUAGES)), f"only {set(found)} of {LANGUAGES} has a catalogue"
    keeps(catalogue_faults(found) if found else [])


def test_english_apostrophes_are_straight() -> None:
    # A font for Chinese comes first in the stack, and draws the curly one as wide as a character.
    texts = [*ROOT.glob("data/**/*.csv"), *ROOT.glob("data/**/*.yaml"), *ROOT.glob("ui/locales/en/**/*.po")]
    assert texts
    curly = re.compile(r"[A-Za-z}]\u2019[A-Za-z\s,.]")
    assert [str(one) for one in texts if curly.search(one.read_text(encoding="utf-8"))] == []


def test_every_key_exists_and_is_used() -> None:
    found = catalogues()
    keeps(key_faults(set(found["en"]), sources("app.py", "pages", "ui")) if found else [])


# --- the rules see a fault ---------------------------------------------------------------------------------------

SEEN: list[tuple[Callable[[Sources], list[str]], str, str]] = [
    (too_long, "pages/map.py", "x = 1\n" * 121),
    (too_long, "app.py", "x = 1\n" * 61),
    (too_long, "cluster_core/index/treat.py", "x = 1\n" * 401),
    (wrong_imports, "cluster_core/index/treat.py", "import duckdb"),
    (wrong_imports, "app.py", "def f():\n    from duckdb import connect"),
    (wrong_imports, "cluster_core/index/treat.py", "import streamlit as st"),
    (wrong_imports, "cluster_core/model/text.py", "from ui.text import t"),
    (wrong_imports, "ui/charts.py", "import streamlit as st"),
    (wrong_imports, "pages/weights.py", "from pages import overview"),
    (wrong_imports, "pages/weights.py", "from ui import router"),
    (misplaced_state, "pages/weights.py", "import streamlit as st\nst.session_state['x'] = 1"),
    (misplaced_state, "ui/widgets.py", "import streamlit as st\n@st.cache_data\ndef f(): ..."),
    (unsafe_code, "ui/shell.py", "st.markdown(x, unsafe_allow_html=True)"),
    (unsafe_code, "ui/shell.py", "st.iframe('x')"),
    (unsafe_code, "ui/shell.py", "st.components.v1.html('x')"),
    (unsafe_code, "ui/shell.py", "import pickle"),
    (unsafe_code, "ui/shell.py", "eval('1')"),
    (unsafe_code, "ui/shell.py", "frame.eval('a + b')"),
    (unsafe_code, "ui/shell.py", "yaml.load(x)"),
    (unsafe_code, "ui/shell.py", "yaml.load(x, Loader=yaml.Loader)"),
    (formatted_sql, "cluster_core/store/read.py", "con.execute(f'SELECT {x}')"),
    (formatted_sql, "cluster_core/store/read.py", "con.execute('SELECT %s' % x)"),
    (formatted_sql, "cluster_core/store/read.py", "con.cursor().execute('SELECT ' + x)"),
    (formatted_sql, "cluster_core/store/read.py", "con.sql('SELECT {}'.format(x))"),
    (formatted_sql, "cluster_core/store/read.py", "def f(x):\n    q = f'SELECT {x}'\n    con.execute(q)"),
    (addresses, "ui/maps.py", "x = 'https" + "://tiles.invalid/1.png'"),
    (workplace_names, "README.md", "see /work" + "/shared"),
]


@pytest.mark.parametrize(("rule", "file", "text"), SEEN)
def test_a_fault_is_seen(rule: Callable[[Sources], list[str]], file: str, text: str) -> None:
    faults = rule({file: text})
    assert len(faults) == 1
    assert file in faults[0]


ALLOWED: list[tuple[Callable[[Sources], list[str]], str, str]] = [
    (wrong_imports, "cluster_core/store/read.py", "import duckdb"),
    (wrong_imports, "ui/router.py", "import pages.overview"),
    (unsafe_code, "cluster_core/store/bundle.py", "yaml.load(x, Loader=yaml.CSafeLoader)"),
    (formatted_sql, "cluster_core/store/read.py", "con.execute('SELECT ? ' 'FROM x', [1])"),
    (misplaced_state, "ui/state.py", "import streamlit as st\nst.session_state['x'] = 1"),
]


@pytest.mark.parametrize(("rule", "file", "text"), ALLOWED)
def test_what_is_right_is_left_alone(rule: Callable[[Sources], list[str]], file: str, text: str) -> None:
    assert rule({file: text}) == []


def test_missing_tests_are_seen() -> None:
    files = [
        "cluster_core/index/treat.py",
        "cluster_core/errors.py",
        "cluster_core/__main__.py",
        "ui/text.py",
        "app.py",
    ]
    tests = [
        "tests/index/test_treat.py",
        "tests/test_errors.py",
        "tests/test_main.py",
        "tests/ui/test_text.py",
    ]
    assert missing_tests(files, tests) == []
    assert missing_tests(files, tests[1:]) == ["cluster_core/index/treat.py has no tests/index/test_treat.py"]


def test_untested_pages_are_seen() -> None:
    table = {"tests/pages/test_pages.py": "PAGES = ['overview', 'pages/weights.py']"}
    assert pages_without_test(["pages/overview.py", "pages/weights.py"], table) == []
    assert len(pages_without_test(["pages/view.py"], table)) == 1


def test_vague_names_are_seen() -> None:
    assert vague_names(["ui/utils.py", "ui/text.py"]) == ["ui/utils.py: name the concept"]


def test_catalogue_faults_are_seen() -> None:
    whole = {"a.b": ("{n} regions",), "a.c": ("x",)}
    assert catalogue_faults({"zh_CN": whole, "en": whole}) == []
    assert catalogue_faults({"zh_CN": {"a.b": ("{n} 个",)}, "en": whole}) == ["zh_CN: a.c is missing"]
    assert catalogue_faults({"zh_CN": whole | {"a.c": ("",)}, "en": whole}) == ["zh_CN: a.c is empty"]
    assert len(catalogue_faults({"zh_CN": whole | {"a.b": ("个",)}, "en": whole})) == 1


def test_key_faults_are_seen() -> None:
    keys = {"page.title", "grade.good", "grade.bad"}
    good = "t('page.title'); t(f'grade.{name}')"
    assert key_faults(keys, {"ui/shell.py": good}) == []
    assert key_faults(keys, {"ui/shell.py": good + "; t('page.lost')"}) == [
        "ui/shell.py:1 asks for 'page.lost', which no catalogue has"
    ]
    assert len(key_faults(keys, {"ui/shell.py": good + "; t(f'{name}')"})) == 1
    assert len(key_faults(keys, {"ui/shell.py": good + "; t(f'level.{name}')"})) == 1
    assert key_faults(keys | {"page.old"}, {"ui/shell.py": good}) == [
        "page.old is in the catalogues, but nobody asks for it"
    ]
