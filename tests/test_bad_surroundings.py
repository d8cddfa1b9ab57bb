"""Where the machine is not as one would wish: a sentence or a sane default, never a traceback in front of the room."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# what the program does at its start, then what was asked, then it says what became of it
START = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from workshop import app, desktop
said = {}
def look():
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.width() > 300]
    said["windows"] = sorted(type(one).__name__ for one in shown)
    screen = QApplication.primaryScreen().availableGeometry()
    said["fits"] = all(screen.width() >= one.width() and screen.height() >= one.height() for one in shown)
    said["screen"] = [screen.width(), screen.height()]
    said["painted"] = all(not one.grab().isNull() for one in shown)
    QApplication.closeAllWindows()
    QTimer.singleShot(300, QApplication.quit)
run = QApplication.exec
def watched(*_):
    QTimer.singleShot(1200, look)
    return run()
QApplication.exec = watched
said["status"] = app.main(sys.argv[1:])
print(json.dumps(said))
"""


def started(folder: Path, *args: str, code: str = START, **env: str) -> tuple[dict[str, object], str]:
    """What the program showed when started in these surroundings, and what it wrote on stderr."""
    given = {
        "PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT),
        "TMPDIR": os.environ.get("TMPDIR", ""), "WORKSHOP_HOME": str(folder / "home"), **env,
    }  # fmt: skip
    given = {name: value for name, value in given.items() if value}
    run = subprocess.run(
        [sys.executable, "-c", code, *args], cwd=folder, capture_output=True, text=True, timeout=120, env=given, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr
    return json.loads(run.stdout.splitlines()[-1]), run.stderr


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An engagement under a name with Chinese, spaces and a path of more than 200 characters."""
    from .demo_file import demo_file

    folder = tmp_path_factory.mktemp("深")
    while len(str(folder)) < 200:
        folder = folder / "某某农村商业银行 2026 年"
    folder.mkdir(parents=True)
    return Path(shutil.move(demo_file(folder), folder / "诊断 第一次.workshop"))


def test_a_long_path_with_chinese_and_spaces_on_a_small_screen(demo: Path, tmp_path: Path) -> None:
    screens = tmp_path / "screens.json"
    screens.write_text(json.dumps({"screens": [{
        "name": "small", "x": 0, "y": 0, "width": 1024, "height": 600, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
    }]}))  # fmt: skip
    said, _ = started(tmp_path, str(demo), QT_QPA_PLATFORM=f"offscreen:configfile={screens}")
    assert said == {"windows": ["MainWindow"], "fits": True, "screen": [1024, 600], "painted": True, "status": 0}
    assert len(str(demo)) > 200


def test_no_home_no_folder_to_write_and_a_language_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file stands where the settings would")
    said, _ = started(tmp_path)
    assert said["windows"] == ["WelcomeWindow"] and said["painted"]
    shutil.rmtree(tmp_path / "home", ignore_errors=True)
    (tmp_path / "home").unlink(missing_ok=True)
    (tmp_path / "home" / "config").mkdir(parents=True)
    (tmp_path / "home" / "config" / "settings.toml").write_text('language = "kl"\n')
    assert started(tmp_path)[0]["windows"] == ["WelcomeWindow"]


def test_without_any_home_the_program_stays_out_of_the_working_folder(tmp_path: Path) -> None:
    code = (
        "import os; os.environ.pop('HOME', None)\nimport pwd; pwd.getpwuid = lambda _: (_ for _ in ()).throw(KeyError('nobody'))\n" + START
    )
    said, _ = started(tmp_path, code=code, WORKSHOP_HOME="")
    assert said["windows"] == ["WelcomeWindow"] and said["status"] == 0
    assert list(tmp_path.iterdir()) == [], "no folder named ~ appears where the program was started"


def test_missing_faces_are_replaced_by_the_systems(tmp_path: Path) -> None:
    code = "import workshop.ui.theme as theme; theme.FACES = ('Gone-Regular',)\n" + START
    said, _ = started(tmp_path, code=code)
    assert said["windows"] == ["WelcomeWindow"] and said["painted"]


def test_paper_without_its_faces_is_a_sentence(demo: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from workshop.figures import fontbook; from reportlab.pdfbase import pdfmetrics; pdfmetrics._fonts.clear()\n"
        "fontbook._FILES = dict.fromkeys(fontbook._FILES, 'gone.ttf')\n"
        "from workshop import app; sys.exit(app.main(sys.argv[1:]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, "export", str(demo), "--pdf", str(tmp_path / "plan.pdf")],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 1
    assert "Traceback" not in run.stderr and "gone.ttf" in run.stderr and "重新安装" in run.stderr
    assert list(tmp_path.glob("plan*")) == []


def test_a_name_longer_than_any_is_a_sentence(tmp_path: Path) -> None:
    name = tmp_path / ("长" * 200 + ".workshop")
    for command in (["demo", str(name)], ["score", str(name)], ["compare", str(name), str(name), str(name)], [str(name)]):
        run = subprocess.run(
            [sys.executable, "-m", "workshop", *command], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
        )
        assert run.returncode == (2 if command == [str(name)] else 1), command
        assert "Traceback" not in run.stderr and run.stderr.strip(), command


def test_a_folder_no_path_can_hold_gives_way_to_the_documents(tmp_path: Path) -> None:
    from workshop.paths import documents_dir
    from workshop.ui.starting import free_path, kept_in

    assert kept_in(tmp_path) == tmp_path
    for gone in (None, tmp_path / "gone", tmp_path / ("长" * 200)):
        assert kept_in(gone) == documents_dir()
    assert free_path(tmp_path, "长" * 200).parent == tmp_path
