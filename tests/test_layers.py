"""Who may import whom: every import of the program is read from its source, the lazy ones and those for annotations too."""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_cover  # reads the source, runs none of it

ROOT = Path(__file__).resolve().parent.parent
LINES = 400

# A layer is the first pattern that fits a module; it may import its own layer, those named here, and nothing else of ours.
BASE = {"errors", "places"}
PLAIN = BASE | {"words"}
DRAWN = PLAIN | {"model", "figures"}
PAPER = DRAWN | {"report", "exports", "ledger", "settings"}
SCREEN = DRAWN | {"exports", "ledger", "settings", "session", "libraries", "crash"}
LAYERS: list[tuple[str, str, set[str]]] = [
    # pattern, layer, may import
    ("workshop", "places", set()),
    ("workshop.paths", "places", set()),
    ("workshop.passphrases", "places", set()),
    ("workshop.model.errors", "errors", set()),
    ("workshop.model.reach", "errors", set()),
    ("workshop.words", "words", BASE),
    ("workshop.formats", "words", BASE),
    ("workshop.guide", "words", BASE),
    ("workshop.model*", "model", BASE),
    ("workshop.wording*", "wording", PLAIN | {"model"}),
    ("workshop.sentences*", "wording", PLAIN | {"model"}),
    ("workshop.findings", "wording", PLAIN | {"model"}),
    ("workshop.briefs", "wording", PLAIN | {"model"}),
    ("workshop.settings", "settings", BASE),
    ("workshop.ours", "settings", BASE | {"model"}),
    ("workshop.crash", "crash", BASE),
    ("workshop.libraries", "libraries", PLAIN),
    ("workshop.figures*", "figures", PLAIN | {"model", "wording"}),
    ("workshop.report*", "report", DRAWN | {"wording"}),
    ("workshop.exports*", "exports", DRAWN | {"wording", "report"}),
    ("workshop.ledger*", "ledger", DRAWN | {"wording", "report"}),
    ("workshop.demo*", "demo", PLAIN | {"model"}),
    ("workshop.cli*", "cli", PAPER | {"wording", "demo"}),
    ("workshop.session", "session", PLAIN | {"model", "wording"}),
    ("workshop.ui*", "ui", SCREEN | {"wording"}),
    ("workshop.desktop", "desktop", SCREEN | {"wording", "ui", "demo"}),
    ("workshop.play*", "play", SCREEN | {"wording", "ui", "desktop", "report", "demo"}),
    ("workshop.selftest", "selftest", SCREEN | {"ui", "desktop", "report", "demo"}),
    ("workshop.app", "app", PLAIN | {"settings", "libraries", "cli", "desktop", "play", "selftest"}),
    ("workshop.__main__", "start", {"app"}),
]

# Whose is it? No module but those that fit a pattern may import it, lazily or not.
OUTSIDE = {
    "PySide6": ["workshop.session", "workshop.ui*", "workshop.desktop", "workshop.play*"],
    "sqlite3": ["workshop.model.store*", "workshop.model.schema*"],
    "sqlcipher3": ["workshop.model.store*", "workshop.model.schema*"],
    "sqlite_utils": ["workshop.model.store*", "workshop.model.schema*"],
    "reportlab": ["workshop.figures*", "workshop.report*", "workshop.exports*"],
    "highspy": ["workshop.model.schedule*"],
    "pandas": ["workshop.model.tables*"],
    "duckdb": ["workshop.model.tables*"],
    "numpy": ["workshop.model.robustness", "workshop.model.schedule*"],
    "pypinyin": ["workshop.model.lookup"],
    "wakepy": ["workshop.ui.wall.awake"],
    "xlsxwriter": ["workshop.exports*", "workshop.ledger*"],
    "openpyxl": ["workshop.ledger*"],
    "pptx": ["workshop.exports*"],
    "pikepdf": ["workshop.exports.archive"],
    "PIL": ["workshop.exports.archive", "workshop.model.front", "workshop.report.logo"],
    "docx": ["workshop.exports*", "workshop.ledger*"],
    "pyrage": ["workshop.exports.sealing"],
    # nothing here talks to a network
    "socket": [],
    "ssl": [],
    "http": [],
    "urllib.request": [],
    "requests": [],
    "PySide6.QtNetwork": [],
    # nothing here needs a graphics card
    "PySide6.QtOpenGL": [],
    "PySide6.QtOpenGLWidgets": [],
    "PySide6.QtQuick": [],
}

# a path of the tree as the documents write it
MENTIONED = re.compile(r"`((?:workshop|assets|tests|packaging)/[^`\s]*)`")


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_name(path): path for path in sorted((ROOT / "workshop").rglob("*.py"))}


def _imported(name: str, path: Path) -> Iterator[str]:
    """Dotted names of everything a module imports; `from a import b` yields a.b, which may be a module or a name in one."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{stem}.{alias.name}" for alias in node.names)


def _ours(imported: str) -> str:
    """The module of ours behind an imported name."""
    return imported if imported in MODULES else imported.rpartition(".")[0]


def _layer(name: str) -> tuple[str, set[str]]:
    for pattern, layer, may in LAYERS:
        if fnmatchcase(name, pattern):
            return layer, may | {layer}
    raise AssertionError(f"{name} belongs to no layer: name one in LAYERS")


IMPORTS = {name: set(_imported(name, path)) for name, path in MODULES.items()}
LINKS = {name: {_ours(one) for one in imports if one.split(".")[0] == "workshop"} - {name} for name, imports in IMPORTS.items()}


def test_every_import_of_ours_was_understood() -> None:
    assert not {(name, one) for name, ours in LINKS.items() for one in ours if one not in MODULES}


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_the_layers_below_it(name: str) -> None:
    _, may = _layer(name)
    assert {one for one in LINKS[name] if _layer(one)[0] not in may} == set()


@pytest.mark.parametrize("library", OUTSIDE)
def test_a_library_is_imported_only_where_it_belongs(library: str) -> None:
    users = {name for name, imports in IMPORTS.items() if any(f"{one}.".startswith(f"{library}.") for one in imports)}
    assert {name for name in users if not any(fnmatchcase(name, pattern) for pattern in OUTSIDE[library])} == set()


def test_no_module_leads_back_to_itself() -> None:
    try:
        TopologicalSorter(LINKS).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_no_file_outgrows_a_reader() -> None:
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: lines for name, lines in lengths.items() if lines > LINES} == {}


def test_the_way_to_the_window_imports_no_window() -> None:
    top = {
        alias
        for node in ast.parse(MODULES["workshop.app"].read_text(encoding="utf-8")).body
        if isinstance(node, ast.ImportFrom)
        for alias in [node.module or "", *(one.name for one in node.names)]
    }
    assert not top & {"cli", "desktop", "play"}


def test_the_map_names_only_what_exists() -> None:
    named = MENTIONED.findall((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))
    assert named
    # `assets/content/<pack>/` and `tests/test_*.py` stand for any
    missing = [path for path in named if not any(ROOT.glob(re.sub(r"<[^>]*>", "*", path).rstrip("/")))]
    assert missing == []
