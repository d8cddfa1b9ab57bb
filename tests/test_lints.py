"""What must not stand in the code, whoever writes it: raw calls that one place alone may make. Each rule finds what it looks for."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_cover  # reads the source, runs none of it

ROOT = Path(__file__).resolve().parent.parent
SOURCES = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted((ROOT / "workshop").rglob("*.py"))}
STORE = "workshop/model/store/"
Lint = Callable[[str, ast.AST], bool]


def called(node: ast.AST) -> str:
    """The name that is called: `f` of f(), `m` of x.m()."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""


def on(node: ast.AST) -> str:
    """What a method is called on, as written."""
    return ast.unparse(node.func.value) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""


def texts(node: ast.AST) -> str:
    """The literal text of a constant or an f-string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return "".join(texts(part) for part in node.values) if isinstance(node, ast.JoinedStr) else ""


def imports(node: ast.AST, pattern: str) -> bool:
    """Whether a statement imports what fits the pattern."""
    return isinstance(node, ast.Import | ast.ImportFrom) and re.search(pattern, ast.unparse(node)) is not None


def swallowing(node: ast.AST) -> bool:
    if not isinstance(node, ast.ExceptHandler) or not all(isinstance(line, ast.Pass) for line in node.body):
        return False
    caught = "" if node.type is None else ast.unparse(node.type)
    return caught in ("", "Exception", "BaseException")


BEFORE_A_WINDOW = (
    "workshop/settings.py",
    "workshop/desktop.py",
    "workshop/ui/settings_page.py",
)
LINTS: dict[str, tuple[Lint, str]] = {
    # mypy takes a struct for a dataclass, but dataclasses.replace fails on one; defining 190 dataclasses costs every start 75 ms
    "values are structs; only what the first window needs does without them": (
        lambda file, node: imports(node, r"\bdataclasses\b") and file not in BEFORE_A_WINDOW,
        "from dataclasses import dataclass",
    ),
    "user text on paper passes typeset": (
        lambda file, node: called(node) == "Paragraph" and not file.startswith("workshop/report/typeset/"),
        "Paragraph(bank, style)",
    ),
    "a label of Qt's own would read text as markup": (
        lambda file, node: called(node) == "QLabel" and not file.endswith("plan/preview.py"),
        "QLabel(bank)",
    ),
    "a box of Qt's own would read text as markup": (
        lambda file, node: on(node).endswith("QMessageBox") or called(node) == "QMessageBox",
        "QMessageBox.warning(self, title, bank)",
    ),
    "a tooltip of Qt's own would read text as markup": (
        lambda file, node: called(node) == "setToolTip" and not file.endswith("widgets/tips.py"),
        "self.setToolTip(bank)",
    ),
    "no filter of ours sees every event of the program": (
        lambda file, node: called(node) == "installEventFilter" and on(node) in ("app", "qApp") and not file.endswith("safety/lock.py"),
        "app.installEventFilter(self)",
    ),
    "markup is asked for nowhere": (
        lambda file, node: called(node) in ("setHtml", "insertHtml", "appendHtml", "setMarkdown", "setTextFormat"),
        "self.text.setHtml(bank)",
    ),
    "the connection is not used past sqlite-utils": (
        lambda file, node: called(node) in ("execute", "executemany") and on(node).endswith("conn"),
        "self._db.conn.execute('INSERT INTO seat VALUES (1)')",
    ),
    "a script would commit in the middle": (lambda file, node: called(node) == "executescript", "db.executescript(sql)"),
    "an archive is not unpacked unseen": (
        lambda file, node: called(node) in ("extractall", "unpack_archive"),
        "archive.extractall(folder)",
    ),
    "a file is opened by the driver alone": (
        lambda file, node: called(node) == "Database" and file != STORE + "driver.py",
        "Database(path)",
    ),
    "a table is named through the list of tables": (
        lambda file, node: called(node) == "table" and on(node).endswith("_db"),
        "self._db.table('notes').insert(row)",
    ),
    "rows come back by a cursor that is read to its end": (
        lambda file, node: "RETURNING" in texts(node),
        "db.execute('INSERT INTO seat VALUES (1) RETURNING id')",
    ),
    "nothing begins a transaction but the one gate": (
        lambda file, node: called(node) in ("begin", "atomic") and on(node).endswith("db"),
        "self._db.begin()",
    ),
    "an entry of the log is never changed": (
        lambda file, node: (
            re.search(r"\b(UPDATE|DELETE FROM|REPLACE INTO|DROP TABLE)\s+log\b", texts(node)) is not None and file != STORE + "salvage.py"
        ),
        "db.execute('DELETE FROM log WHERE seq > 4')",
    ),
    "no error is swallowed": (lambda file, node: swallowing(node), "try:\n    act()\nexcept Exception:\n    pass"),
    "no other program is started": (
        lambda file, node: imports(node, r"\b(subprocess|ftplib|smtplib|webbrowser)\b"),
        "import subprocess",
    ),
    "code is not made of text": (
        lambda file, node: isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("eval", "exec"),
        "eval(typed)",
    ),
    "nothing is unpickled": (
        lambda file, node: imports(node, r"\b(pickle|marshal|shelve|xml)\b") and "saxutils" not in ast.unparse(node),
        "import pickle",
    ),
}


NODES = [(file, node) for file, source in SOURCES.items() for node in ast.walk(ast.parse(source))]


def found(lint: Lint, nodes: Iterable[tuple[str, ast.AST]]) -> Iterator[str]:
    yield from (f"{file}:{getattr(node, 'lineno', 0)}" for file, node in nodes if lint(file, node))


@pytest.mark.parametrize("rule", LINTS)
def test_the_code_keeps_the_rule(rule: str) -> None:
    assert list(found(LINTS[rule][0], NODES)) == []


@pytest.mark.parametrize("rule", LINTS)
def test_the_rule_finds_what_it_looks_for(rule: str) -> None:
    lint, planted = LINTS[rule]
    assert list(found(lint, (("workshop/ui/planted.py", node) for node in ast.walk(ast.parse(planted)))))


# attachments are never opened by the program: what it opens is a folder, or the pages that were just made
OPENERS = {
    "workshop/ui/dialogs.py",
    "workshop/ui/plan/exporting.py",
    "workshop/ui/pages/plan.py",
    "workshop/ui/delivery/exchange.py",
    "workshop/ui/settings_page.py",
}


def test_the_system_is_asked_to_open_nothing_but_folders_and_fresh_pages() -> None:
    assert {file for file, node in NODES if called(node) in ("openUrl", "startfile")} <= OPENERS
