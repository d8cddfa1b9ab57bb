"""What the client adds to the cover: its logo, chosen, seen small and taken off again, and a line below the marking."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from workshop.model.change import Change
from workshop.model.errors import Refused
from workshop.model.front import CLASSIFICATION, CLASSIFICATION_LIMIT, LOGO_LIMIT, check_logo, logo_of
from workshop.model.state import State
from workshop.model.store import Store
from workshop.session import Session
from workshop.ui.prepare.section import Complaint, attempt
from workshop.ui.view import View
from workshop.ui.widgets.buttons import Button
from workshop.ui.widgets.fields import Field, TextLine
from workshop.ui.widgets.text import Label

SEEN = (140, 48)  # pixels: as large as on paper at most


class Small(QWidget):
    """A picture at its own size."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = QPixmap()

    def show_picture(self, seen: QPixmap) -> None:
        """Show it; an empty one takes no room."""
        self.seen = seen
        self.setFixedSize(seen.size())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawPixmap(0, 0, self.seen)


class FrontPanel(View):
    """A refused picture or line says why below itself; what is stored stays."""

    watches = Change.PROFILE | Change.NOTES | Change.PLAN

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        _ = self.words
        self._shown = ""
        self.picture, self.name = Small(), Label("", "caption", "ink3", elide=True)
        self.pick, self.off = Button(_("选择标志")), Button(_("取下标志"), "link")
        self.pick.clicked.connect(self.choose)
        self.off.clicked.connect(self.remove)
        self.complaint: Complaint = Complaint()
        self.line = TextLine(_, limit=CLASSIFICATION_LIMIT, name=_("密级说明"))
        self.line.committed.connect(self._save)
        hint = _("印在封面密级标识之下；不可写国家秘密的密级")
        self.field = Field(_("密级说明"), self.line, hint=hint)
        self._refused = False
        self._lay_out()

    def _lay_out(self) -> None:
        _ = self.words
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.pick)
        buttons.addWidget(self.off)
        buttons.addWidget(self.name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(_("封面"), "lead"))
        column.addWidget(Label(_("标志：PNG 或 JPEG，最多 2 MB，印在封面左上"), "caption", "ink3", elide=True))
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(buttons)
        column.addWidget(self.complaint)
        column.addWidget(self.field)

    def choose(self) -> None:
        """The system's own dialog for one picture."""
        asked, _kind = QFileDialog.getOpenFileName(self, self.words("选择标志"), "", "PNG, JPEG (*.png *.jpg *.jpeg)")
        if asked:
            self.take(Path(asked))

    def take(self, path: Path) -> None:
        """Keep a copy of this picture; a file of any length is read only as far as one may be long."""
        try:
            with path.open("rb") as file:
                content = file.read(LOGO_LIMIT + 1)
        except OSError as error:
            self.session.failed.emit(Refused("attachment.unread", name=path.name, detail=error.strerror or ""))
            return
        self.complaint.say(attempt(self.session, Store.set_logo, content, path.name))

    def remove(self, *_clicked: bool) -> None:
        """Off the cover and out of the file."""
        self.complaint.say(attempt(self.session, Store.remove_logo))

    def _save(self, text: str) -> None:
        own = self.session.state.texts.get(CLASSIFICATION)
        why = "" if text.strip() == (own.text if own else "") else attempt(self.session, Store.set_text, CLASSIFICATION, text.strip())
        self.field.set_error(why)
        self._refused = bool(why)

    def show_state(self, state: State) -> None:
        if not self._refused:  # what was typed stays beside the sentence
            own = state.texts.get(CLASSIFICATION)
            self.line.set_text(own.text if own else "")
        row = logo_of(state.attachments)
        self.off.setVisible(row is not None)
        self.name.set_text(row.name if row else "")
        self.picture.setVisible(row is not None)
        if row is not None and row.id != self._shown:
            self._show_picture(self.session.store.logo() or b"", row.name)
        self._shown = row.id if row else ""

    def _show_picture(self, content: bytes, name: str) -> None:
        """Small; only a picture that has been checked is given to Qt."""
        seen = QPixmap()
        try:
            check_logo(content, name)
            seen.loadFromData(content)
        except Refused:
            seen = QPixmap()
        smooth = Qt.TransformationMode.SmoothTransformation
        fits = seen if seen.isNull() or (seen.width() <= SEEN[0] and seen.height() <= SEEN[1]) else seen.scaled(
            *SEEN, Qt.AspectRatioMode.KeepAspectRatio, smooth
        )  # fmt: skip
        self.picture.show_picture(fits)
        self.picture.setAccessibleName(name)
        if seen.isNull():
            self.name.set_text(self.words("图片已损坏，封面不印标志"))
