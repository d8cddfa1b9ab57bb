"""Fields: label, input, counter and the sentence that says what is wrong; what is typed is saved on a pause, on Enter and on leaving."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from workshop.ui.theme import font, look_of, paint_icon
from workshop.ui.widgets.paint import HINTS, RIGHT, width_of, write
from workshop.ui.widgets.text import Label, Prose
from workshop.ui.widgets.tips import set_tip
from workshop.words import Words

PAUSE = 800  # ms after the last key
LINE = 20
PAD = 11  # text to edge, both themes


class Pause(QObject):
    """Tells once what was typed: after a pause, or when flushed; never the same text twice."""

    def __init__(self, read: Callable[[], str], tell: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._read, self._tell = read, tell
        self._known = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)

    def touch(self) -> None:
        """A key was typed."""
        self._timer.start(PAUSE)

    def flush(self) -> None:
        """Tell now what has not been told."""
        self._timer.stop()
        text = self._read()
        if text != self._known:
            self._known = text
            self._tell(text)

    def accepts(self, text: str) -> bool:
        """Whether a text from outside may be shown: never over what is being typed."""
        return not self._timer.isActive() and text != self._read()

    def know(self, text: str) -> None:
        """This text is what is saved."""
        self._known = text


class TextLine(QLineEdit):
    """One line; `committed` on Enter, on leaving and after a pause."""

    committed = Signal(str)

    def __init__(self, words: Words, *, placeholder: str = "", limit: int = 0, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.limit = words, limit
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        if limit:
            self.setMaxLength(limit)
        self._pause = Pause(self.text, self.committed.emit, self)
        self.textEdited.connect(lambda _text: self._pause.touch())
        self.textChanged.connect(self._tell_the_whole)
        self.editingFinished.connect(self._pause.flush)

    def set_text(self, text: str) -> None:
        """Show a saved text; kept away while the user is typing."""
        if self._pause.accepts(text):
            place = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(place, len(text)) if self.hasFocus() else 0)
        if not self.hasFocus() or self.text() == text:
            self._pause.know(self.text())

    def flush(self) -> None:
        """Save now."""
        self._pause.flush()

    def _tell_the_whole(self) -> None:
        """A text longer than the field is its tooltip."""
        wide = self.fontMetrics().horizontalAdvance(self.text()) > self.width() - 2 * PAD
        set_tip(self, self.text() if wide else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._tell_the_whole()
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)


class TextArea(QPlainTextEdit):
    """Several lines of plain text; `committed` on leaving and after a pause. Tab leaves it."""

    committed = Signal(str)

    def __init__(
        self, words: Words, *, placeholder: str = "", limit: int = 0, name: str = "", lines: int = 3, parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.words, self.limit = words, limit
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * LINE + 16)
        self._setting = False
        self._pause = Pause(self.text, self.committed.emit, self)
        self.textChanged.connect(self._typed)

    def text(self) -> str:
        """What it holds."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show a saved text; kept away while the user is typing."""
        if self._pause.accepts(text):
            self._setting = True
            place = self.textCursor().position()
            self.setPlainText(text)
            if self.hasFocus():
                cursor = self.textCursor()
                cursor.setPosition(min(place, len(text)))
                self.setTextCursor(cursor)
            self._setting = False
        if not self.hasFocus() or self.text() == text:
            self._pause.know(self.text())

    def flush(self) -> None:
        """Save now."""
        self._pause.flush()

    def _typed(self) -> None:
        if not self._setting:
            self._pause.touch()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.flush()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)


class Number(QLineEdit):
    """A whole number or nothing, with its unit; a value out of bounds is marked and not told."""

    committed = Signal(object)  # int or None

    def __init__(
        self, *, minimum: int = 0, maximum: int = 999_999, suffix: str = "", name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.minimum, self.maximum, self._suffix = minimum, maximum, suffix
        self.setAccessibleName(f"{name} {suffix}".strip())
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setTextMargins(0, 0, round(width_of(suffix, font("caption"))) + 6 if suffix else 0, 0)
        self.setFixedWidth(round(width_of(f"{maximum}0", font("body"))) + self.textMargins().right() + 24)
        self._pause = Pause(lambda: self.text().strip(), self._tell, self)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._pause.flush)

    def value(self) -> int | None:
        """The number typed; None for nothing and for what is no number within bounds."""
        text = self.text().strip().replace(",", "").replace("，", "")
        sign, digits = (-1, text[1:]) if text[:1] in ("-", "−") else (1, text)
        if not digits.isdecimal():
            return None
        number = sign * int(digits)
        return number if self.minimum <= number <= self.maximum else None

    def set_value(self, value: int | None) -> None:
        """Show a saved number; kept away while the user is typing."""
        text = "" if value is None else str(value)
        if self._pause.accepts(text):
            self.setText(text)
            self._mark()
        if not self.hasFocus() or self.text() == text:
            self._pause.know(self.text().strip())

    def flush(self) -> None:
        """Save now."""
        self._pause.flush()

    def _typed(self, _text: str) -> None:
        self._mark()
        self._pause.touch()

    def _wrong(self) -> bool:
        return bool(self.text().strip()) and self.value() is None

    def _mark(self) -> None:
        mark(self, self._wrong())
        set_tip(self, f"{self.minimum}–{self.maximum}" if self._wrong() else "")

    def _tell(self, _text: str) -> None:
        if not self._wrong():
            self.committed.emit(self.value())

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._suffix:
            painter = QPainter(self)
            painter.setRenderHints(HINTS)
            write(painter, QRectF(self.rect()).adjusted(0, 0, -11, 0), self._suffix, font("caption"), look_of(self).colour("ink3"), RIGHT)
            painter.end()


class Search(QLineEdit):
    """A line with a glass; listen to `textChanged`."""

    def __init__(self, words: Words, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setTextMargins(22, 0, 0, 0)
        self.setClearButtonEnabled(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHints(HINTS)
        paint_icon(painter, "search", QRectF(11, self.height() / 2 - 7, 14, 14), look_of(self).colour("ink2"))
        painter.end()


def mark(field: QWidget, wrong: bool) -> None:
    """Give an input the edge of what is wrong, or take it away."""
    if bool(field.property("wrong")) != wrong:
        field.setProperty("wrong", wrong)
        field.style().unpolish(field)
        field.style().polish(field)


class Field(QWidget):
    """A label, its input, and below them a hint, a counter or the sentence that says what is wrong."""

    def __init__(self, label: str, input: QWidget, *, hint: str = "", beside: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.input, self._hint = input, hint
        self._label = Label(label, "caption", "ink3")
        self._below, self._counter = Prose(hint, "caption", "ink3"), Label(role="caption", tone="ink3")
        if not input.accessibleName():
            input.setAccessibleName(label)
        self._build(beside)
        self._limit = int(getattr(input, "limit", 0))
        if isinstance(input, (QLineEdit, QPlainTextEdit)):
            input.textChanged.connect(self._count)
        self._count()
        self.set_error("")

    def _build(self, beside: bool) -> None:
        inner = QVBoxLayout()
        inner.setSpacing(2)
        inner.addWidget(self.input)
        foot = QHBoxLayout()
        foot.addWidget(self._below, 1)
        foot.addWidget(self._counter, 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(foot)
        outer: QHBoxLayout | QVBoxLayout = QHBoxLayout(self) if beside else QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12 if beside else 4)
        if beside:
            self._label.setFixedHeight(32)
            outer.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        else:
            outer.addWidget(self._label)
        outer.addLayout(inner, 1)

    def set_label(self, label: str) -> None:
        """Other words before the input."""
        self._label.set_text(label)

    def set_label_width(self, width: int) -> None:
        """So wide is the label, that the inputs of several fields start on one line."""
        self._label.setFixedWidth(width)

    def set_error(self, sentence: str) -> None:
        """What is wrong and what to do; "" when all is well."""
        mark(self.input, bool(sentence))
        self._below.set_text(sentence or self._hint)
        self._below.set_tone("split-text" if sentence else "ink3")
        self._below.setHidden(not self._below.text())
        self.input.setAccessibleDescription(sentence or self._hint)

    def error(self) -> str:
        """The sentence shown, "" for none."""
        return self._below.text() if self._below.text() != self._hint else ""

    def _count(self) -> None:
        length = len(self.input.text()) if isinstance(self.input, (QLineEdit, TextArea)) else 0
        near = self._limit > 0 and length >= self._limit * 0.8
        self._counter.set_text(f"{length} / {self._limit}" if near else "")
        self._counter.setHidden(not near)
        self._counter.set_tone("split-text" if length > self._limit else "ink3")
