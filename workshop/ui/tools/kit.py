"""The kit of the day that every page shares: palette, search, sticky notes and parking lot, prompter, attachments."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QMimeData, QObject, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from workshop.session import Session
from workshop.ui.dimension.layout import column
from workshop.ui.frame import Frame
from workshop.ui.keys import is_typing
from workshop.ui.page import Page
from workshop.ui.tools.ahead import Ahead
from workshop.ui.tools.attachments import Attachments, attach_from
from workshop.ui.tools.commands import Names, all_commands
from workshop.ui.tools.finder import Finder
from workshop.ui.tools.jot import Jot, Subject
from workshop.ui.tools.palette import Palette
from workshop.ui.tools.prompter import Prompter, Prompts
from workshop.ui.wall.slides import TitleSlide
from workshop.ui.wall.stage import Stage
from workshop.ui.widgets.typinghint import TypingHint
from workshop.wording_script import Script, script_of

PHRASES = 4


class Console(Protocol):
    """What the kit asks of the window it serves."""

    session: Session
    frame: Frame
    stage: Stage

    def page(self) -> Page: ...
    def page_key(self) -> str: ...
    def go(self, target: str) -> None: ...
    def press(self, name: str) -> bool: ...


class Kit(QObject):
    """Owns the tools and their keys; the window tells it what is on screen."""

    def __init__(self, console: Console, over: QWidget) -> None:
        super().__init__(over)
        self._console, self._over, self._watching = console, over, False
        self.session, self.words = console.session, console.session.words
        self.names = Names(self.session)
        self.palette = Palette(self.words, lambda: all_commands(console, self.names), over)
        self.finder = Finder(self.session, console.go, over)
        self.jot = Jot(self.session, over)
        self.prompter = Prompter(self.words, over)
        self.tab_prompts, self.attachments = Prompts(self.words), Attachments(self.session, self.subject)
        self.tab = QWidget()
        self.ahead = Ahead(self.words)
        column(16, self.ahead, self.tab_prompts, self.attachments, parent=self.tab)
        self.destroyed.connect(self.tab.deleteLater)  # it has no parent until a drawer shows it
        self.hint = TypingHint(self.words, over)
        for prompts in (self.prompter.prompts, self.tab_prompts):
            prompts.phrase_chosen.connect(self.say)

    def watch(self) -> None:
        """Hear where the keyboard goes while the console is open; asking twice is one."""
        if not self._watching and isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._on_focus)
            self._watching = True

    def leave(self) -> None:
        if self._watching and isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.disconnect(self._on_focus)
            self._watching = False

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        self.tell_typing(now)

    # -- keys ---------------------------------------------------------------------------------------------------------------

    def keys(self) -> dict[str, Callable[[], bool]]:
        """What the kit does for a key; every one counts as used."""
        own: dict[str, Callable[[], object]] = {
            "Ctrl+K": self._open_palette,
            "Ctrl+F": self._open_finder,
            "F2": self._toggle_prompter,
            "S": lambda: self.write(parks=False),
            "Ctrl+V": lambda: self.keep(QGuiApplication.clipboard().mimeData()),
            "Shift+P": lambda: self.write(parks=True),
        }
        for number in range(1, PHRASES + 1):
            own[f"Alt+{number}"] = lambda number=number: self._phrase(number)  # type: ignore[misc]
        return {name: done(run) for name, run in own.items()}

    def escape(self) -> bool:
        """Esc closes what lies over the page first."""
        for tool in (self.palette, self.finder, self.jot):
            if tool.isVisible():
                tool.shut()
                return True
        if self.prompter.isVisible():
            self.prompter.hide()
            return True
        return self._take_phrase_back()

    def _open_palette(self) -> None:
        self._shut_others()
        self.palette.open()

    def _open_finder(self) -> None:
        self._shut_others()
        self.finder.open()

    def _shut_others(self) -> None:
        for tool in (self.palette, self.finder, self.jot):
            if tool.isVisible():
                tool.shut()

    # -- notes and parking lot ----------------------------------------------------------------------------------------------

    def subject(self) -> Subject:
        """What a note made now is about: the indicator, else the dimension, else the day."""
        page, place = self._console.page(), self._console.page().place
        if place in self.session.pack.indicators:
            return "indicator", place
        dimension = getattr(page, "dimension", None)
        return ("dimension", dimension.id) if dimension is not None else ("topic", "")

    def subject_name(self) -> str:
        kind, subject = self.subject()
        if kind == "indicator":
            return f"{subject} {self.session.pack.indicators[subject].name}"
        return self.session.pack.dimensions[subject].name if kind == "dimension" else self.words("全场")

    def write(self, parks: bool) -> None:
        """A sticky note, or something for the parking lot."""
        self._shut_others()
        self.jot.open(self.subject(), self.subject_name(), parks)

    def keep(self, data: QMimeData | None) -> int:
        """Pasted or dropped: pictures and files go to the subject on screen."""
        kept, asked = attach_from(self.session, self.subject(), data)
        if kept and kept == asked:  # else the refusal stays to be read
            said = self.words.plural("已存 {n} 个附件：{name}", "已存 {n} 个附件：{name}", kept, name=self.subject_name())
            self._console.frame.notice.say(said, "info", seconds=6)
        return kept

    # -- prompter and phrases -------------------------------------------------------------------------------------------------

    def script(self) -> Script:
        """What to say at the step on screen."""
        step = getattr(self._console.page(), "step", None)
        named = self.session.state.engagement.vote_mode == "named"
        name = step.name.lower() if step is not None and hasattr(step, "name") else self._console.page_key()
        return script_of(self.words, name, named)

    def _probes(self) -> tuple[str, ...]:
        kind, subject = self.subject()
        step = getattr(getattr(self._console.page(), "step", None), "name", "")
        return self.session.pack.indicators[subject].probes if kind == "indicator" and step in ("REVEAL", "DISCUSS", "SETTLE") else ()

    def _documents(self) -> tuple[tuple[str, str], ...]:
        """The indicator's documents to bring, each with its word: 已交, 未交, 未问."""
        _ = self.words
        kind, subject = self.subject()
        if kind != "indicator":
            return ()
        known = {one.item: one.status for one in self.session.state.evidence if one.indicator == subject}
        names = {"handed": _("已交"), "missing": _("未交")}
        prompts = self.session.pack.indicators[subject].evidence
        return tuple((text, names.get(known.get(number, ""), _("未问"))) for number, text in enumerate(prompts))

    def follow(self, beyond: str = "") -> None:
        """The page or its step changed; `beyond` is the page after this one."""
        coming = self._console.page().ahead()
        self.ahead.show_next(*(coming or (beyond, None)))
        for prompts in (self.prompter.prompts, self.tab_prompts):
            prompts.show_script(self.script(), self._probes(), self._documents())
        self.attachments.refresh()
        if self.prompter.isVisible():
            self.prompter.place()

    def _toggle_prompter(self) -> None:
        self.follow()
        self.prompter.toggle()

    def _phrase(self, number: int) -> None:
        phrases = self.script().phrases
        if number <= len(phrases):
            self.say(phrases[number - 1])

    def say(self, phrase: str) -> None:
        """Into the text that is being typed, else on the wall until the next step or Esc."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit) and focus.window() is self._over.window():
            focus.insert(phrase)
        elif isinstance(focus, QPlainTextEdit) and focus.window() is self._over.window():
            focus.insertPlainText(phrase)
        else:
            self._console.stage.interject(TitleSlide(header=self.session.state.engagement.bank, title=phrase))
            self._console.frame.notice.say(self.words("大屏上是：{phrase}。翻页或按 Esc 收回。", phrase=phrase), "info", seconds=8)

    def _take_phrase_back(self) -> bool:
        return self._console.stage.resume()

    # -- while somebody types ---------------------------------------------------------------------------------------------------

    def tell_typing(self, focus: QWidget | None) -> None:
        """Told where the keyboard went. While text is typed the clicker turns pages, but its black key is a letter: the screen says so."""
        typing = focus is not None and focus.window() is self._over.window() and is_typing(focus)
        if typing and self._console.stage.wall.isVisible():
            self.hint.show_above(self._console.frame.step_bar.mapTo(self._over, QPoint(0, 0)).y())
        elif typing or self.hint.isVisible():
            self.hint.hide()


def done(run: Callable[[], object]) -> Callable[[], bool]:
    """The same as an action that counts as used."""

    def act() -> bool:
        run()
        return True

    return act
