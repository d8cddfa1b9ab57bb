"""Jot: one line by one key, at any page: a sticky note on what is on screen, or something for the parking lot with owner and date."""

from datetime import date

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.theme import Look
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.choices import Check
from workshop.ui.widgets.fields import TextLine
from workshop.ui.widgets.paint import Painted, box
from workshop.ui.widgets.text import Label, Prose

WIDTH, TOP = 560, 72
Subject = tuple[str, str]  # ("indicator", "4.2"), ("dimension", "data"), ("topic", "")


class Jot(Painted):
    """Enter keeps it, Esc leaves; the line stands under the top bar and covers little."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        _ = self.words = session.words
        self._session, self._over = session, parent
        self._subject: Subject = ("topic", "")
        self._parks = False
        self._before: QWidget | None = None
        self.title = Label("", "lead", elide=True)
        self.text = TextLine(self.words, limit=400, name=_("便签"))
        self.owner = TextLine(self.words, placeholder=_("责任人（职务）"), limit=40, name=_("责任人"))
        self.due = TextLine(self.words, placeholder="2026-03-31", limit=10, name=_("期限"))
        self.sensitive = Check(_("敏感，不进领导版"))
        self.complaint = Prose("", "caption", "split-text")
        self.keep_button = Button(_("记下"), "primary", key="Enter")
        self.keep_button.clicked.connect(self.keep)
        self._lay_out()
        for field in (self.text, self.owner, self.due):
            field.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        self.due.setFixedWidth(130)
        row.setSpacing(8)
        row.addWidget(self.owner, 1)
        row.addWidget(self.due)
        row.addWidget(self.sensitive)
        row.addStretch(0)
        row.addWidget(self.keep_button)
        for part in (self.title, self.text):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self.complaint)

    def open(self, subject: Subject, name: str, parks: bool) -> None:
        """About a subject with its name; `parks`: into the parking lot."""
        _ = self.words
        focus = QApplication.focusWidget()
        if not self.isVisible():
            self._before = focus if focus is not None and focus.window() is self.window() else None
        self._subject, self._parks = subject, parks
        self.title.set_text(_("列入待议 · {name}", name=name) if parks else _("便签 · {name}", name=name))
        self.text.setPlaceholderText(_("要议什么，会后谁来跟") if parks else _("随手记，记在当前内容下"))
        for field in (self.text, self.owner, self.due):
            field.clear()
        self.sensitive.setChecked(False)
        self._complain("")
        self.owner.setVisible(parks)
        self.due.setVisible(parks)
        self.sensitive.setVisible(not parks)
        width = min(WIDTH, self._over.width() - 48)
        self.move((self._over.width() - width) // 2, TOP)
        self.show()
        self.resize(width, self.sizeHint().height())
        self.raise_()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep(self) -> None:
        """Store what is written; what is refused stays as typed."""
        text, due = self.text.text().strip(), self.due.text().strip()
        if not text:
            self._complain(self.words("还没有写内容。"))
            return
        if self._parks and due and not _is_date(due):
            self._complain(self.words("日期“{value}”无效，请写成 2026-03-14 这样，或留空。", value=due))
            return
        if self._store(text, due):
            self.shut()

    def _store(self, text: str, due: str) -> bool:
        kind, subject = self._subject
        if not self._parks:
            return self._session.do(Store.add_note, "note", kind, subject, text, self.sensitive.isChecked())
        about = (kind, subject) if kind == "indicator" else ("topic", "")
        return self._session.do(Store.park, *about, text, self.owner.text().strip(), due)

    def shut(self) -> None:
        """Away; the keyboard goes back to where it was."""
        focus = QApplication.focusWidget()
        had = focus is not None and self.isAncestorOf(focus)
        if had and focus is not None:
            focus.clearFocus()
        self.hide()
        if had and self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def _complain(self, words: str) -> None:
        self.complaint.set_text(words)
        self.complaint.setVisible(bool(words))
        if self.isVisible():
            self.resize(self.width(), self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.keep()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.shut()
                return True
        return super().eventFilter(watched, event)

    def draw(self, painter: QPainter, look: Look) -> None:
        box(painter, QRectF(self.rect()), 8, fill=look.colour("surface"), edge=look.colour("ctl"), width=1)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
