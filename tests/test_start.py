"""The first painted window is quick: nothing heavy is imported on the way to it, and the heavy things still work afterwards."""

import subprocess
import sys
from pathlib import Path

from .demo_file import demo_file

ROOT = Path(__file__).resolve().parent.parent
FIRST_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from workshop.desktop import Desktop, make_application
app = make_application([])
desktop = Desktop(app)
desktop.show_welcome()
app.processEvents()
assert desktop.welcome.isVisible() and not desktop.welcome.grab().isNull()
heavy = (
    "socket", "ctypes", "click", "pandas", "numpy", "reportlab", "highspy", "sqlite_utils", "sqlcipher3", "xlsxwriter", "pypdfium2",
    "workshop.model.store",
)
print(",".join(name for name in heavy if name in sys.modules))
from workshop.ui.starting import warm
warm()
import gc
assert gc.isenabled() and gc.get_threshold()[2] >= 100, "full rounds wait for a quiet window"
import pandas, numpy, sqlite_utils
assert pandas.DataFrame({"a": [1]}).shape == (1, 1)
"""


def test_the_first_window_imports_nothing_heavy(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", FIRST_WINDOW], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True,
        env={"PATH": "", "QT_QPA_PLATFORM": "offscreen", "WORKSHOP_HOME": str(tmp_path), "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)},
    )  # fmt: skip
    assert run.stdout.strip() == ""
    # what -X importtime names before the store is warmed: the same, told by Python itself
    imported = [line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if line.startswith("import time:")]
    before = imported[: imported.index("workshop.model.store")] if "workshop.model.store" in imported else imported
    assert "workshop.ui.welcome" in before
    assert not {"pandas", "numpy", "reportlab", "highspy"} & set(before[: before.index("workshop.ui.welcome")])


CONSOLE = """
import sys
from pathlib import Path
from workshop.desktop import Desktop, make_application
app = make_application([])
desktop = Desktop(app)
desktop.open_file(Path(sys.argv[1]))
assert desktop.console is not None
desktop.console.stage.present()
app.processEvents()
assert not desktop.console.grab().isNull()
heavy = ("pandas", "numpy", "reportlab", "highspy", "xlsxwriter", "pypdfium2", "docx", "pptx", "openpyxl", "lxml", "pypinyin", "PIL")
print(",".join(name for name in heavy if name in sys.modules))
desktop.console.close()
"""


def test_the_console_of_a_finished_day_imports_nothing_heavy(tmp_path: Path) -> None:
    """It opens on the plan, where everything is printed and exported from, and waits for none of it."""
    run = subprocess.run(
        [sys.executable, "-c", CONSOLE, str(demo_file(tmp_path))], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True,
        env={"PATH": "", "QT_QPA_PLATFORM": "offscreen", "WORKSHOP_HOME": str(tmp_path), "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)},
    )  # fmt: skip
    assert run.stdout.strip() == ""
