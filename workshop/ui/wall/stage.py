"""The wall's window on its screen: shown, hidden, exchanged; an unplugged projector hides it instead of covering the console."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QScreen
from PySide6.QtWidgets import QMenu, QWidget

from workshop.ui.theme import load_looks
from workshop.ui.wall.awake import Awake
from workshop.ui.wall.screens import Seen, choose, must_hide
from workshop.ui.wall.slides import SampleSlide, Slide
from workshop.ui.wall.window import Cover, Wall
from workshop.words import Words

THUMBNAIL = (284, 160)
ZOOM = 1.25
AWAKE_AFTER_MS = 250  # the system's services are looked for when the wall has been painted
Command = tuple[str, Callable[[], object]]


class Stage(QObject):
    """What the console knows of the wall; `said` carries a sentence for the notice line."""

    changed = Signal()
    said = Signal(str, bool)  # sentence, whether the wall can be brought back now

    def __init__(self, words: Words, console: QWidget) -> None:
        super().__init__(console)
        self.words = words
        self._console = console
        self._dark = False
        self._screen_name = ""  # where the wall stands full screen, "" for a window
        self._wanted = ""  # the screen somebody chose
        self._page_slide: Slide | None = None
        self._following: Slide | None = None  # what the page shows meanwhile, while something else is on the wall
        self.awake = Awake()
        self.wall = Wall(load_looks().wall_bright)
        self.wall.setWindowTitle(words("共识工坊 大屏"))
        self.wall.changed.connect(self.changed)
        self.wall.hidden.connect(self._on_closed)
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
        if self.wall.frozen:
            return _("已冻结")
        return _("放大 {zoom}%", zoom=round(self.wall.zoom * 100)) if self.wall.zoom > 1 else _("放映中")

    def thumbnail(self) -> QImage:
        return self.wall.picture(*THUMBNAIL)

    # -- commands ---------------------------------------------------------------------------------------------------------------

    def show_slide(self, slide: Slide) -> None:
        """What the page shows; something put in between stays until the page turns to another slide."""
        self._page_slide = slide
        if self._following is not None:
            if slide == self._following:
                return
            self._following = None
        self.wall.show_slide(slide)

    def interject(self, slide: Slide) -> None:
        """Put something between the page's slides, such as a phrase or the test page."""
        self._following = self._following or self.wall.slide
        self.wall.show_slide(slide)

    def resume(self) -> bool:
        """Back to what the page shows; False when nothing was in between."""
        if self._following is None:
            return False
        slide, self._following = self._following, None
        self.wall.show_slide(slide)
        return True

    def present(self) -> None:
        """Show the wall on the other screen; with one screen only as a window."""
        screen = self.other_screen()
        self.wall.present_on(screen)
        self._screen_name = screen.name() if screen else ""
        self._console.activateWindow()
        self.changed.emit()
        QTimer.singleShot(AWAKE_AFTER_MS, self.wall, self._keep_awake)

    def from_here(self) -> None:
        """Show the page's own slide now, whatever was frozen, covered, enlarged or put in between."""
        self.wall.set_frozen(False)
        if self.wall.cover is not Cover.NONE:
            self.wall.set_cover(self.wall.cover)
        self.wall.set_zoom(1.0)
        if not self.resume() and self._page_slide is not None:
            self.wall.show_slide(self._page_slide)
        self.present()

    def present_to(self, name: str) -> None:
        """Show the wall on the screen of this name, now and from now on."""
        self._wanted = name
        self.present()

    def leave(self) -> None:
        self.wall.hide()
        self._off()

    def cover(self, cover: Cover) -> None:
        self.wall.set_cover(cover)

    def freeze(self) -> None:
        self.wall.set_frozen(not self.wall.frozen)

    def zoom(self, times: float) -> None:
        """Enlarge by this factor; 0 goes back to the usual size."""
        self.wall.set_zoom(self.wall.zoom * times if times else 1.0)

    def exchange(self) -> None:
        """Console and wall change screens."""
        other = self.other_screen()
        if other is None:
            self.said.emit(self.words("只有一块屏幕，大屏以窗口显示。"), False)
            return
        here = self._console.screen()
        full = self._console.isMaximized() or self._console.isFullScreen()
        self._console.showNormal()
        self._console.setGeometry(_within(other, self._console))
        if full:
            self._console.showMaximized()
        self.wall.present_on(here)
        self._screen_name = self._wanted = here.name()
        self.changed.emit()

    def set_dark(self, dark: bool) -> None:
        self._dark = dark
        looks = load_looks()
        self.wall.set_tokens(looks.wall_dark if dark else looks.wall_bright)

    def show_test_page(self) -> None:
        """For the dry run: sizes, colours and edges, to be looked at from the last row."""
        _ = self.words
        sizes = ((3.5, _("最小的字，最后一排应能读清")), (4.4, _("说明文字")), (7.0, _("结论和小标题")), (10.4, _("题目")))
        self.interject(
            SampleSlide(_("大屏测试页"), _("四边的线都要看见，五级颜色都要分得清"), sizes, _("请到最后一排看：每一行都能读清就可以开会。"))
        )

    def screens(self) -> tuple[Seen, ...]:
        """The screens there are."""
        mine = self._console.screen().name()
        return tuple(Seen(one.name(), one.size().width(), one.size().height(), one.name() == mine) for one in QGuiApplication.screens())

    def other_screen(self) -> QScreen | None:
        """The screen for the wall; None with one screen."""
        chosen = choose(self.screens(), self._wanted)
        return next((one for one in QGuiApplication.screens() if chosen is not None and one.name() == chosen.name), None)

    def commands(self) -> tuple[Command, ...]:
        """The wall's commands without a key of their own."""
        _ = self.words
        places = tuple(
            (
                _("放映到 {screen}（{width}×{height}）", screen=one.name, width=one.width, height=one.height),
                lambda name=one.name: self.present_to(name),
            )
            for one in self.screens()
            if not one.console
        )
        return (
            *places,
            (_("解除冻结") if self.wall.frozen else _("冻结画面"), self.freeze),
            (_("亮底") if self._dark else _("暗底"), lambda: self.set_dark(not self._dark)),
            (_("两屏互换"), self.exchange),
            (_("大屏测试页"), self.show_test_page),
        )

    def menu(self, at: QPoint) -> None:
        """The wall's commands at the thumbnail."""
        _ = self.words
        menu = QMenu(self._console)
        shown = self.wall.isVisible()
        rows: tuple[Command, ...] = (
            (_("收起大屏") if shown else _("放映到大屏"), self.leave if shown else self.present),
            (_("黑屏"), lambda: self.cover(Cover.BLACK)),
            (_("白屏"), lambda: self.cover(Cover.WHITE)),
            (_("放大大屏"), lambda: self.zoom(ZOOM)),
            (_("缩小大屏"), lambda: self.zoom(1 / ZOOM)),
            (_("大屏恢复原大小"), lambda: self.zoom(0)),
            *self.commands(),
        )
        for text, run in rows:
            menu.addAction(text).triggered.connect(lambda _checked=False, run=run: run())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def close(self) -> None:
        self.awake.release()
        self.wall.close()
        self.wall.deleteLater()

    # -- screens that come and go -----------------------------------------------------------------------------------------------

    def _screen_gone(self, screen: QScreen) -> None:
        """Qt would move the full-screen wall onto the laptop, over the console: hide it instead."""
        if self.wall.isVisible() and self._screen_name and must_hide(self.screens(), screen.name(), self._screen_name):
            self.leave()
            self.said.emit(self.words("投影已断开，大屏已收起。接好后可以恢复。"), False)

    def _screen_came(self, _screen: QScreen) -> None:
        if not self.wall.isVisible():
            self.said.emit(self.words("接上了一块屏幕。按 F5 放映到大屏。"), True)

    def _keep_awake(self) -> None:
        if self.wall.isVisible() and self.awake.works is None and not self.awake.hold():
            self.said.emit(self.words("系统没有允许保持唤醒，请先关掉屏保和自动休眠。"), False)
        elif self.wall.isVisible():
            self.awake.hold()

    def _on_closed(self) -> None:
        self._off()

    def _off(self) -> None:
        self._screen_name = ""
        self.awake.release()
        self.changed.emit()


def _within(screen: QScreen, window: QWidget) -> QRect:
    """The window's size, as far as it fits, in the middle of another screen."""
    room = screen.availableGeometry()
    size = window.size().boundedTo(room.size())
    return QRect(room.center() - QPoint(size.width() // 2, size.height() // 2), size)
