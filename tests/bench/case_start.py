"""Start-up, from the birth of the process to the painted window, beside a bare window's in the same run; then memory and rest."""

import subprocess
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from workshop import demo
from workshop.ours import Ours

from .case import Case, Figure, Limit
from .child import ROOT, told

# A window counts as painted when the events that painted it have been dealt with.
WATCH = """
import json, os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
class Painted(QObject):
    def __init__(self, windows, then):
        super().__init__()
        self.left, self.then = {id(window) for window in windows}, then
        for window in windows:
            window.installEventFilter(self)
            window.update()
    def eventFilter(self, window, event):
        if event.type() == QEvent.Type.Paint and id(window) in self.left:
            self.left.discard(id(window))
            if not self.left:
                QTimer.singleShot(0, self.then)
        return False
def tell():
    print(json.dumps((time.monotonic_ns() - int(os.environ["SPAWNED"])) / 1e6), flush=True)
    os._exit(0)
"""
BARE = """
from PySide6.QtWidgets import QLabel
app = QApplication([])
window = QLabel("共识工坊"); window.resize(1366, 768)
watch = Painted([window], tell)
window.show()
app.exec()
"""
# what `workshop [FILE]` does, watched from the moment its event loop would begin
PROGRAM = """
from workshop import app
kept = []
run = QApplication.exec
def watched(*_):
    kept.append(Painted(first(), then))
    return run()
QApplication.exec = watched
"""
WELCOME = """
def first():
    from workshop.ui.welcome import WelcomeWindow
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, WelcomeWindow)]
then = tell
app.main([])
"""
CONSOLE = """
def first():
    QTimer.singleShot(0, look)
    return QApplication.topLevelWidgets()
def look():
    from workshop.ui.main_window import MainWindow
    for console in QApplication.topLevelWidgets():
        if isinstance(console, MainWindow):
            console.stage.present()
            kept.append(Painted([console, console.stage.wall], then))
            return
    QTimer.singleShot(0, look)
then = tell
app.main(sys.argv[1:])
"""
# begins when what the program warms after the first paint is long over
REST = """
def rest():
    QTimer.singleShot(6000, begin)
def figures():
    with open("/proc/self/smaps_rollup") as file:
        pss = next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
    with open("/proc/self/status") as file:
        wakes = next(int(line.split()[1]) for line in file if line.startswith("voluntary"))
    return time.process_time(), wakes, pss
def begin():
    global before
    before = figures()
    QTimer.singleShot(10_000, end)
def end():
    after = figures()
    print(json.dumps({"cpu": (after[0] - before[0]) / 10 * 100, "wakes": (after[1] - before[1]) / 10, "pss": after[2] / 1024}), flush=True)
    os._exit(0)
"""
RESTING = REST + CONSOLE.replace("then = tell", "then = rest")


FROZEN = ROOT / "dist" / "workshop" / "workshop"  # there after `make package`


def _demo(folder: Path) -> str:
    path = folder / "demo.workshop"
    if not path.exists():
        store = demo.build(path)
        Ours(folder / "config").remember(path, store.origins())  # a stranger's file would be copied first
        store.close()
    return str(path)


def _pairs(code: str, needs: Callable[[Path], tuple[str, ...]], times: int, folder: Path) -> Figure:
    """Program and bare window in turn; the first pair warms the caches and does not count."""
    args = needs(folder)
    pairs = [(told(WATCH + PROGRAM + code, *args, home=folder), told(WATCH + BARE, home=folder)) for _ in range(times + 1)][1:]
    return Figure([one for one, _ in pairs], [other for _, other in pairs])


@cache
def _rested() -> dict[str, float]:
    """Ten seconds of console and wall with the demo open and nobody touching anything: processor time, wakes a second, memory."""
    with TemporaryDirectory(prefix="workshop-rest-") as folder:
        found: dict[str, float] = told(WATCH + PROGRAM + RESTING, _demo(Path(folder)), home=Path(folder))
    return found


def _frozen(folder: Path) -> Figure:
    """The packaged program beside the bare window, in turn."""
    pairs = [(_frozen_once(folder), told(WATCH + BARE, home=folder)) for _ in range(12)][1:]
    return Figure([one for one, _ in pairs], [other for _, other in pairs])


def _frozen_once(folder: Path) -> float:
    env = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", "WORKSHOP_TELL_PAINTED": "1"}
    start = time.monotonic_ns()
    run = subprocess.run([str(FROZEN)], env=env, capture_output=True, text=True, timeout=60, check=True)
    return (int(run.stdout) - start) / 1e6


def _rest(key: str, folder: Path) -> Figure:
    return Figure([_rested()[key]])


CASES = (
    Case("start/welcome", partial(_pairs, WELCOME, lambda folder: (), 15), (Limit("ratio", 1.6),)),
    Case("start/console-and-wall", partial(_pairs, CONSOLE, lambda folder: (_demo(folder),), 11), (Limit("ratio", 2.5),)),
    *((Case("start/frozen", _frozen, (Limit("ratio", 2.0),)),) if FROZEN.exists() else ()),
    Case("memory/demo-open", partial(_rest, "pss"), (Limit("max", 120),), unit="MB"),
    Case("rest/cpu", partial(_rest, "cpu"), (Limit("max", 0.5),), unit="%"),
    Case("rest/wakes", partial(_rest, "wakes"), (Limit("max", 2.5),), unit="/s"),
)
