"""Run by test_stage.py in a process of its own: a laptop and projectors, unplugged while the wall is shown; prints what happened."""

import json
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.ui.pages.setting import open_session, seat_twelve
from workshop.desktop import make_application
from workshop.ui.main_window import MainWindow
from workshop.ui.theme import dress, load_looks


def main() -> None:
    app = make_application(sys.argv[:1])
    dress(app, load_looks().light)
    session = open_session(Path(tempfile.mkdtemp()))
    seat_twelve(session)
    console = MainWindow(session)
    console.resize(1024, 600)
    console.show()
    app.processEvents()
    print(json.dumps({"started": f"{datetime.now():%Y}", **story(app, console)}))
    console.close()
    session.close()


def story(app: QApplication, console: MainWindow) -> dict[str, object]:
    """Present, choose another screen, exchange, unplug, plug in again."""
    stage, told = console.stage, []
    stage.said.connect(lambda words, offer: told.append((words, offer)))
    by_name = {screen.name(): screen for screen in QGuiApplication.screens()}
    found: dict[str, object] = {"screens": [(one.name, one.width, one.height, one.console) for one in stage.screens()]}
    stage.present()
    app.processEvents()
    found["largest"] = (stage.wall.screen().name(), stage.wall.isFullScreen(), stage.wall.width(), stage.wall.height())
    if "small" in by_name:
        stage.present_to("small")
        app.processEvents()
        found["chosen"] = (stage.wall.screen().name(), stage.wall.width())
    stage.exchange()
    app.processEvents()
    found["exchanged"] = (console.screen().name(), stage.wall.screen().name() if stage.wall.screen() else "")
    while stage.awake.works is None:  # asked for once the wall has been painted
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    found["awake"] = bool(stage.awake.works)
    wall = stage.wall.screen()
    app.screenRemoved.emit(wall)
    app.processEvents()
    found["unplugged"] = (stage.wall.isVisible(), console.isVisible(), told[-1:] and told[-1][1])
    app.screenAdded.emit(wall)
    app.processEvents()
    found["offered"] = told[-1][1] if told else None
    console.frame.notice.acted.emit()
    app.processEvents()
    found["back"] = stage.wall.isVisible()
    found["covers"] = bool(stage.wall.isFullScreen() and stage.wall.screen() is console.screen())
    return found


if __name__ == "__main__":
    main()
