"""The wall's window on its screen: shown, hidden, exchanged; an unplugged projector hides it instead of covering the console."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QScreen
from PySide6.QtWidgets import QMenu, QWidget

from workshop.ui.theme import load_looks
from workshop.ui.wall.slides import Slide
from workshop.ui.wall.window import Cover, Wall
from workshop.words import Words

THUMBNAIL = (284, 160)


class Stage(QObject):
    """What the console knows of the wall; `said` carries a sentence for the notice line."""

    changed = Signal()
    said = Signal(str, bool)  # sentence, whether the wall can be brought back now

    def __init__(self, words: Words, console: QWidget) -> None:
        super().__init__(console)
        self.words = words
        self._console = console
        self._dark = False
        self._screen_name = ""
        self.wall = Wall(load_looks().wall_bright)
        self.wall.setWindowTitle(words("共识工坊 大屏"))
        self.wall.changed.connect(self.changed)
        self.wall.hidden.connect(self.changed)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._screen_gone)
            app.screenAdded.connect(self._screen_came)

    # -- what the top bar shows ---------------------------------------------------------------------------------------------

    def state_word(self) -> str:
        """The wall's state in a word."""
        _ = self.words
        if not self.wall.isVisible():
            return _("未放映")
        if self.wall.cover is Cover.BLACK:
            return _("黑屏")
        if self.wall.cover is Cover.WHITE:
            return _("白屏")
        return _("已冻结") if self.wall.frozen else _("放映中")

    def thumbnail(self) -> QImage:
        return self.wall.picture(*THUMBNAIL)

    # -- commands ---------------------------------------------------------------------------------------------------------------

    def show_slide(self, slide: Slide) -> None:
        self.wall.show_slide(slide)

    def present(self) -> None:
        """Show the wall on the other screen; with one screen only as a window."""
        self.wall.present_on(self.other_screen())
        screen = self.wall.screen()
        self._screen_name = screen.name() if self.other_screen() and screen else ""
        self._console.activateWindow()
        self.changed.emit()

    def leave(self) -> None:
        self.wall.hide()
        self.changed.emit()

    def cover(self, cover: Cover) -> None:
        self.wall.set_cover(cover)

    def freeze(self) -> None:
        self.wall.set_frozen(not self.wall.frozen)

    def exchange(self) -> None:
        """Console and wall change screens."""
        other = self.other_screen()
        if other is None:
            self.said.emit(self.words("只有一块屏幕，大屏以窗口显示。"), False)
            return
        here = self._console.screen()
        self._console.setGeometry(other.availableGeometry())
        self.wall.present_on(here)
        self._screen_name = here.name()
        self.changed.emit()

    def set_dark(self, dark: bool) -> None:
        self._dark = dark
        looks = load_looks()
        self.wall.set_tokens(looks.wall_dark if dark else looks.wall_bright)

    def other_screen(self) -> QScreen | None:
        """The largest screen the console does not stand on; None with one screen."""
        mine = self._console.screen()
        others = [screen for screen in QGuiApplication.screens() if screen is not mine and screen.name() != (mine.name() if mine else "")]
        return max(others, key=lambda screen: screen.size().width() * screen.size().height(), default=None)

    def menu(self, at: QPoint) -> None:
        """The wall's commands at the thumbnail."""
        _ = self.words
        menu = QMenu(self._console)
        shown = self.wall.isVisible()
        rows: tuple[tuple[str, Callable[[], None]], ...] = (
            (_("收起大屏") if shown else _("放映到大屏"), self.leave if shown else self.present),
            (_("解除冻结") if self.wall.frozen else _("冻结画面"), self.freeze),
            (_("黑屏"), lambda: self.cover(Cover.BLACK)),
            (_("白屏"), lambda: self.cover(Cover.WHITE)),
            (_("亮底") if self._dark else _("暗底"), lambda: self.set_dark(not self._dark)),
            (_("两屏互换"), self.exchange),
        )
        for text, run in rows:
            menu.addAction(text).triggered.connect(lambda _checked=False, run=run: run())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def close(self) -> None:
        self.wall.close()
        self.wall.deleteLater()

    def _screen_gone(self, screen: QScreen) -> None:
        """Qt would move the full-screen wall onto the laptop, over the console: hide it instead."""
        if self.wall.isVisible() and self._screen_name and screen.name() == self._screen_name:
            self.leave()
            self.said.emit(self.words("投影已断开，大屏已收起。接好后可以恢复。"), False)

    def _screen_came(self, _screen: QScreen) -> None:
        if not self.wall.isVisible():
            self.said.emit(self.words("接上了一块屏幕。按 F5 放映到大屏。"), True)
