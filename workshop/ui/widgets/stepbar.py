"""Step bar: where the stage stands on the left, what can be done on the right; one primary that names its outcome."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from workshop.ui.theme import Look, font
from workshop.ui.widgets import marks
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.keycap import key_word
from workshop.ui.widgets.paint import Painted, rule, width_of, write
from workshop.ui.widgets.tips import set_tip
from workshop.words import Words

HEIGHT = 56
MARK, DASH, GAP = 18, 12, 6
WHILE_TYPING = "Ctrl+Return"


class Act(Protocol):
    """An action as pages describe it."""

    @property
    def text(self) -> str: ...
    @property
    def run(self) -> Callable[[], None]: ...
    @property
    def key(self) -> str: ...
    @property
    def enabled(self) -> bool: ...
    @property
    def why(self) -> str: ...


class Acts(Protocol):
    """A page's bar as pages describe it."""

    @property
    def steps(self) -> tuple[str, ...]: ...
    @property
    def current(self) -> int: ...
    @property
    def ghosts(self) -> Sequence[Act]: ...
    @property
    def plain(self) -> Act | None: ...
    @property
    def primary(self) -> Act | None: ...


class Steps(Painted):
    """The small steps of a stage: ticks, a disc, rings; names give way when there is no room, the current one last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[str, ...] = ()
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_steps(self, steps: Sequence[str], current: int) -> None:
        """Names in order and the place of the current one; steps before it are done."""
        self._steps, self._current = tuple(steps), current
        self.setAccessibleName(f"{steps[current]} {current + 1} / {len(steps)}" if 0 <= current < len(steps) else "")
        set_tip(self, " — ".join(steps))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(40, HEIGHT)

    def _named(self) -> list[bool]:
        """Which names fit: those farthest from the current step are dropped first, done ones before those to come."""
        named = [True] * len(self._steps)
        order = sorted(range(len(self._steps)), key=lambda place: (place > self._current, -abs(place - self._current)))
        for place in order:
            if self._width(named) <= self.width() or place == self._current:
                continue
            named[place] = False
        return named

    def _width(self, named: Sequence[bool]) -> float:
        words = sum(width_of(step, font("caption", True)) + 3 for step, shown in zip(self._steps, named, strict=True) if shown)
        return words + len(named) * MARK + (len(named) - 1) * (DASH + 2 * GAP)

    def _state(self, place: int) -> str:
        return "done" if place < self._current else "now" if place == self._current else "todo"

    def draw(self, painter: QPainter, look: Look) -> None:
        x, middle = 0.0, self.height() / 2
        for place, (step, shown) in enumerate(zip(self._steps, self._named(), strict=True)):
            if place:
                rule(painter, x + GAP, round(middle), DASH, look.colour("line2"))
                x += DASH + 2 * GAP
            here = place == self._current
            marks.state_mark(painter, QPointF(x + 5, middle), self._state(place), look)
            x += MARK
            if shown:
                face = font("caption", here)
                width = width_of(step, face) + 2
                write(painter, QRectF(x, 0, width, self.height()), step, face, look.colour("accent" if here else "ink2"))
                x += width + 1


def takes_text(widget: QWidget | None) -> bool:
    """Whether letters typed now belong to this widget, so that single keys must not act."""
    if isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit)):
        return not widget.isReadOnly()
    return isinstance(widget, QComboBox) and widget.isEditable()


class StepBar(Painted):
    """Steps left; ghosts, plain and primary right, each with its key cap. A click runs the page's action."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.steps = Steps(self)
        self._primary: Button | None = None
        self._buttons: list[tuple[Button, str]] = []
        self._acts: list[Act] = []
        self._shown: tuple[tuple[str, str, str, bool, str], ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(22, 0, 16, 0)
        self._row.setSpacing(12)
        self._row.addWidget(self.steps, 1)
        self.setFixedHeight(HEIGHT)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    def show_bar(self, bar: Acts) -> None:
        """Steps and actions as the page describes them; buttons are made anew only when one of them differs."""
        self.steps.set_steps(bar.steps, bar.current)
        wanted = [("ghost", act) for act in bar.ghosts]
        wanted += [(kind, act) for kind, act in (("plain", bar.plain), ("primary", bar.primary)) if act is not None]
        self._acts = [act for _, act in wanted]
        shown = tuple((kind, act.text, act.key, act.enabled, act.why) for kind, act in wanted)
        if shown != self._shown:
            self._shown = shown
            self._rebuild(wanted)

    def _rebuild(self, wanted: Sequence[tuple[str, Act]]) -> None:
        focused = next((button.kind for button, _ in self._buttons if button.hasFocus()), "")
        for button, _key in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._made(place, kind, act) for place, (kind, act) in enumerate(wanted)]
        self._primary = next((button for button, _ in self._buttons if button.kind == "primary"), None)
        for button, _key in self._buttons:
            if button.kind == focused and button.isEnabled():
                button.setFocus()
        self._follow_focus(None, QApplication.focusWidget())

    def _made(self, place: int, kind: str, act: Act) -> tuple[Button, str]:
        button = Button(act.text, kind, key=key_word(self.words, act.key), parent=self)
        if not act.enabled:
            button.set_off(act.why)
        button.clicked.connect(lambda: self._acts[place].run())
        self._row.addWidget(button)
        return button, act.key

    def primary(self) -> Button | None:
        """The primary button, if the page has one now."""
        return self._primary

    def buttons(self) -> list[Button]:
        """All buttons from left to right."""
        return [button for button, _ in self._buttons]

    def press_primary(self) -> bool:
        """Run the primary action; False when there is none or it is off."""
        if self._primary is None or not self._primary.isEnabled():
            return False
        self._primary.click()
        return True

    def _follow_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        typing = takes_text(now)
        for button, key in self._buttons:
            primary = button.kind == "primary"
            button.set_key(key_word(self.words, WHILE_TYPING if typing and primary and key else key))
            button.set_key_faded(typing and not primary)

    def draw(self, painter: QPainter, look: Look) -> None:
        painter.fillRect(self.rect(), look.colour("surface"))
        rule(painter, 0, 0, self.width(), look.colour("line"))
