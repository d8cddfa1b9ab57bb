"""The console: frame, pages, rail, step bar, keys and the wall of one open engagement."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.errors import Refused, Trouble
from workshop.model.rows import AgendaItem
from workshop.model.store import Store
from workshop.sentences import sentence
from workshop.session import Session
from workshop.ui.frame import Frame
from workshop.ui.journey import agenda_item, day_clock, rail_items
from workshop.ui.key_sheet import KeySheet
from workshop.ui.keys import KeyGate, is_typing
from workshop.ui.pace import Pace
from workshop.ui.page import Action, Page
from workshop.ui.pages import Entry, pages_of
from workshop.ui.pending import Pending
from workshop.ui.rehearsal import RehearsalStrip
from workshop.ui.safety.guard import Guard
from workshop.ui.tools.kit import Kit, done
from workshop.ui.wall.stage import ZOOM, Stage
from workshop.ui.wall.window import Cover
from workshop.wording import step_word

if TYPE_CHECKING:
    from workshop.ui.guide import GuideWindow

PAGE_MARGINS = (24, 20, 24, 16)  # the same on every page


class MainWindow(QWidget):
    """Shows one page at a time and keeps everything around it true; the pages hold no state of their own."""

    left = Signal()  # back to the welcome window
    settings_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None, *, page_later: bool = False) -> None:
        """With `page_later` the frame is painted first and the page the engagement stood at comes right after it."""
        super().__init__(parent)
        self.session, self.words = session, session.words
        self._begun, self._page_later = False, page_later
        self._entries = pages_of(session.pack)
        self._pages: dict[str, Page] = {}
        self.held = Pending(self._pages)
        self._current, self._arrived = "", session.now()
        self.frame = Frame(self.words)
        self.pace = Pace(session, self._under_way, self)
        for strip in self.pace.strips():
            self.frame.add_strip(strip)
        self.rehearsal = RehearsalStrip(session, lambda said: self.frame.notice.say(said, "info", seconds=6))
        self.frame.add_strip(self.rehearsal)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.frame)
        self.stage = Stage(self.words, self)
        self.kit = Kit(self, self)
        self._keys = KeyGate(lambda: (self, self.stage.wall), self.press, self)
        self._sheet = KeySheet(self.words, self)
        self._guide: GuideWindow | None = None
        self._tick = QTimer(self, interval=1000)
        self.setMinimumSize(1024, 600)
        self.setAcceptDrops(True)
        self.guard = Guard(self, self.frame, session)
        self._connect()
        self._tell_bank()

    def _connect(self) -> None:
        self.session.told.connect(self._on_changed)
        self.session.saved.connect(self._tell_saved)  # no lambda: a session outlives its window, and would keep it
        self.guard.locked_changed.connect(self._on_locked)
        self.session.failed.connect(self.tell)
        self.stage.changed.connect(self._tell_wall)
        self.stage.said.connect(self._say_wall)
        self._tick.timeout.connect(self._tell_time)
        self.pace.overtime.connect(lambda choice: self.page().overtime(choice))
        self.pace.timer_changed.connect(self.stage.wall.set_timer)
        self.frame.rail.chosen.connect(self.go)
        self.frame.top.wall_clicked.connect(lambda: self.stage.menu(self.cursor().pos()))
        self.frame.notice.acted.connect(self.stage.present)

    def _tell_saved(self, when: datetime) -> None:
        self.frame.top.set_saved(f"{when:%H:%M:%S}", self.session.store.protected)

    # -- pages --------------------------------------------------------------------------------------------------------------------

    def page(self) -> Page:
        """The page on screen; before the first is shown it is made now."""
        self.begin()
        return self._pages[self._current]

    def page_key(self) -> str:
        """Key of the page on screen, "" before the first."""
        return self._current

    def go(self, target: str) -> None:
        """Show `key` or `key/place`; an unknown key is a bug."""
        key, _, place = target.partition("/")
        entry = self._entry(key)
        if key != self._current:
            self._stop_clock()
            page = self._pages.get(key) or self._build(entry)
            self._current = key
            self._arrived = self.session.now()
            self.frame.set_page(page, page.WIDE)
            if self.session.state.engagement.position != key:
                self.session.do(Store.set_position, key)
        if place:
            self.page().arrive(place)
        self._tell_all()

    def _entry(self, key: str) -> Entry:
        return next(entry for entry in self._entries if entry.key == key)

    def _build(self, entry: Entry) -> Page:
        page = entry.build(self.session)
        if layout := page.layout():
            layout.setContentsMargins(*PAGE_MARGINS)
        page.bar_changed.connect(self._tell_bar)
        page.slide_changed.connect(self._tell_slide)
        page.go.connect(self.go)
        self._pages[entry.key] = page
        self.held.hand_over(entry.key)
        return page

    def _beside(self, by: int) -> Entry | None:
        """So many pages on from this one; None beyond either end."""
        at = self._entries.index(self._entry(self._current)) + by
        return self._entries[at] if 0 <= at < len(self._entries) else None

    def _neighbour(self, by: int) -> bool:
        if found := self._beside(by):
            self.go(found.key)
        return found is not None

    # -- what is around the page ------------------------------------------------------------------------------------------------------

    def _on_changed(self, change: Change) -> None:
        if change & Change.PROFILE:
            self._tell_bank()
        self._tell_all()

    def _tell_all(self) -> None:
        if self._current:
            self._tell_rail()
            self._tell_bar()
            self._tell_slide()
            self._tell_time()

    def _tell_rail(self) -> None:
        place = self.page().place
        items = rail_items(self.session.state, self.session.pack, self.words, self._entries, self._current, place)
        self.frame.rail.set_items(items)
        here = f"{self._current}/{place}"
        self.frame.rail.set_selected(here if any(item.id == here for item in items) else self._current)

    def _tell_bar(self) -> None:
        if self._current:
            self.frame.step_bar.show_bar(self.page().bar())
            tabs = tuple(self.page().drawer())
            following = self._beside(1)
            self.kit.follow(following.name(self.words) if following else "")
            self.frame.set_drawer((*tabs, (self.words("提示"), self.kit.tab)) if tabs else ())
            self._tell_rail()

    def _tell_slide(self) -> None:
        if self._current:
            self.stage.show_slide(self.page().slide())

    def _tell_bank(self) -> None:
        _ = self.words
        profile = self.session.state.engagement
        self.frame.top.set_bank(profile.bank, _("金融科技诊断"))
        self.frame.top.set_mark_word(_("排练") if profile.rehearsal else "")
        self.stage.wall.set_watermark(_("排练 · 模拟参会人") if profile.rehearsal else "")
        self.setWindowTitle(f"{profile.bank} · {_('共识工坊')}")

    def _tell_wall(self) -> None:
        self.frame.top.set_wall(self.stage.state_word(), self.stage.thumbnail())

    def _under_way(self) -> tuple[AgendaItem | None, str, int]:
        """The agenda item whose clock runs, the name of its page, and the seconds on it that are not stored yet."""
        entry = self._entry(self._current)
        spent = int((self.session.now() - self._arrived).total_seconds())
        return agenda_item(self.session.state, entry), entry.name(self.words), spent

    def _tell_time(self) -> None:
        if not self._current:
            return
        item, name, spent = self._under_way()
        if item is None:
            self.frame.top.clear_step_clock()
        else:
            self.frame.top.set_step_clock(name, item.used + spent, item.minutes * 60)
        day = day_clock(self.session.state, self.session.pack, self.words, self.session.now(), item, spent)
        self.frame.top.set_day_clock(day.clock, day.sentence, day.late)
        self.pace.tick()

    def _stop_clock(self) -> None:
        """What was spent on the page that is left goes into the record."""
        if not self._current:
            return
        item = agenda_item(self.session.state, self._entry(self._current))
        now = self.session.now()
        spent = int((now - self._arrived).total_seconds())
        self._arrived = now
        if item is not None and spent > 0:
            self.session.do(Store.clock_agenda, item.id, spent)

    def tell(self, trouble: Trouble) -> None:
        """A refusal is a line on the page for a while; while nothing can be saved the guard's banner stands over it."""
        words = sentence(self.words, trouble)
        if isinstance(trouble, Refused):
            self.frame.notice.say(words, "discuss", seconds=12)
        elif self.session.frozen is None:  # else the banner says it
            self.frame.notice.say(words, "split")

    def say(self, words: str) -> None:
        """A line over the page, from outside the window."""
        self.frame.notice.say(words, "info", seconds=12)

    def _say_wall(self, words: str, offer: bool) -> None:
        self.frame.notice.say(words, "info", action=self.words("放映到大屏") if offer else "", seconds=0 if offer else 12)

    # -- keys ------------------------------------------------------------------------------------------------------------------------

    def press(self, name: str) -> bool:
        """Do what a key means here; False leaves it to the widget with the focus."""
        self.begin()
        if self.guard.locked:
            return False
        fixed: dict[str, Callable[[], bool]] = {
            "PageDown": self._forward,
            "PageUp": self._back,
            "F5": done(self.stage.present),
            "Shift+F5": done(self.stage.from_here),  # what was frozen, covered, enlarged or put in between gives way
            "Escape": self._leave_wall,
            "F1": done(lambda: self._sheet.show_beside(self)),
            "Shift+F1": self._show_guide,
            "B": done(lambda: self.stage.cover(Cover.BLACK)),
            "Period": done(lambda: self.stage.cover(Cover.BLACK)),
            "W": done(lambda: self.stage.cover(Cover.WHITE)),
            "Comma": done(lambda: self.stage.cover(Cover.WHITE)),
            "Ctrl+Comma": self._ask_settings,
            "Plus": self.pace.plus,
            "T": self.pace.toggle_speech,
            "A": self.pace.spread,
            "Ctrl+Plus": done(lambda: self.stage.zoom(ZOOM)),
            "Ctrl+Minus": done(lambda: self.stage.zoom(1 / ZOOM)),
            "Ctrl+0": done(lambda: self.stage.zoom(0)),
            "Ctrl+Z": lambda: self._step(Store.undo),
            "Ctrl+Y": lambda: self._step(Store.redo),
            "Ctrl+Shift+Z": lambda: self._step(Store.redo),
        }
        fixed |= self.kit.keys()
        if name == "M" and self.session.state.engagement.rehearsal:
            self.rehearsal.vote()
            return True
        if name in fixed:
            return fixed[name]()
        bar = self.page().bar()
        if name == "Ctrl+Return" and bar.primary:
            self._commit_typing()
            return self._run(self.page().bar().primary)
        if name == "Space" and bar.primary and self.isActiveWindow():
            return self._run(bar.primary)
        return self._run(next((action for action in bar.actions if action.key == name), None))

    def _run(self, action: Action | None) -> bool:
        if action is None:
            return False
        if action.enabled:
            action.run()
        return True

    def _forward(self) -> bool:
        self._commit_typing()
        return self.page().forward() or self._neighbour(1)

    def _back(self) -> bool:
        self._commit_typing()
        return self.page().back() or self._neighbour(-1)

    def _leave_wall(self) -> bool:
        if self.kit.escape():
            return True
        if not self.stage.wall.isVisible():
            return False
        self.stage.leave()
        return True

    def _show_guide(self) -> bool:
        """The guide at the stage that is shown; it stays beside the console."""
        from workshop.ui.guide import GuideWindow

        if self._guide is None:
            self._guide = GuideWindow(self.words, self)
        self._guide.show_page(self._current)
        self._guide.show()
        return True

    def _ask_settings(self) -> bool:
        self._commit_typing()
        QTimer.singleShot(0, self, self.settings_asked.emit)  # what comes may be the end of this window: not within its key
        return True

    def _step(self, operation: object) -> bool:
        _ = self.words
        name = self.session.state.undo if operation is Store.undo else self.session.state.redo
        done = self.session.do(Store.undo) if operation is Store.undo else self.session.do(Store.redo)
        if done:
            step = step_word(self.words, name)
            said = _("已撤销：{step}", step=step) if operation is Store.undo else _("已重做：{step}", step=step)
            self.frame.notice.say(said, "info", seconds=6)
        return True

    def _commit_typing(self) -> None:
        """What is being typed is saved before anything moves on."""
        focus = QApplication.focusWidget()
        if focus is not None and is_typing(focus) and focus.window() is self:
            focus.clearFocus()

    # -- life --------------------------------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A file or a picture dropped anywhere belongs to what is on screen."""
        self.kit.keep(event.mimeData())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._keys.install()
        self.kit.watch()
        self._tick.start()
        if not self._page_later:
            self.begin()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._page_later:
            QTimer.singleShot(0, self, self.begin)

    def begin(self) -> None:
        """Show the page the engagement stood at, unless one was asked for meanwhile; once."""
        if self._begun:
            return
        self._begun, self._page_later = True, False
        if not self._current:
            position = self.session.state.engagement.position
            known = {entry.key for entry in self._entries}
            self.go(position if position in known else "prepare")
        self._tell_wall()
        self.guard.begin()

    def _on_locked(self, locked: bool) -> None:
        """While the console is locked the wall is dark and the title says nothing of the bank."""
        self.stage.cover(Cover.BLACK)  # the same key takes it away again
        if locked:
            self.setWindowTitle(self.words("共识工坊"))
        else:
            self._tell_bank()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._commit_typing()
        self._stop_clock()
        self._tick.stop()
        self._keys.remove()
        self.kit.leave()
        for page in self._pages.values():
            page.finish()
        self.guard.finish()
        self.stage.close()
        super().closeEvent(event)
        self.left.emit()
